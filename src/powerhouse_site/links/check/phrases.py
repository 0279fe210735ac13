"""What titles and headings say of a page: that it is missing, keeps robots out, or wants a login.

A phrase has to fill a title, or a part of it between dashes and bars: an article about such pages has it among others.
"""

import re

_LONGEST = 120
_PARTS = re.compile(r"\s+[-–—|·•»›/\\~:]+\s+|[|»›·]")
_LOUD = (
    r"(?:oops|whoops|ooops|sorry|ouch|uh[ -]?oh|oh no|hmm+|we(?:'re| are) sorry|lost|error|http|status|code|ups|hoppla)"
)
_NOUN = (
    r"(?:(?:the|this|that|your|our|requested|a|web|404)\s+)*"
    r"(?:page|file|document|article|post|site|website|webpage|repository|repo|project|content|resource|model|data ?set"
    r"|space|url|link|address|item|product|user|profile|blog|topic|package|paper|video|entry|record|object|account)s?"
)
_WHICH = r"(?:\s+(?:that |which )?(?:you|we)\b(?:'(?:re|ve)| are| were| have)?(?: \w+){1,4}?)?"
_GONE = (
    r"(?:(?:was|were|is|are|has been|have been|could|can|may have been)\s+)?"
    r"(?:not (?:be )?found|cannot be found|can't be found|couldn't be found|wasn't found|not available|isn't available"
    r"|no longer (?:available|exists?)|doesn't exist|does not exist|do(?:es)?n't seem to exist|not exist|unavailable"
    r"|missing|gone|(?:been )?(?:removed|deleted|moved))"
)
_NO_FIND = (
    r"(?:we |i )?(?:can't|cannot|can not|couldn't|could not|(?:are|were|was) (?:not able|unable) to"
    rf"|(?:were|was)n't able to)(?: seem to)? (?:find|locate) (?:{_NOUN}|what){_WHICH}"
)
_OTHERS = (
    r"page (?:introuvable|non trouv[ée]e|inexistante)"
    r"|(?:diese |die )?(?:angeforderte )?seite (?:wurde |konnte )?(?:leider )?nicht gefunden(?: werden)?"
    r"|(?:diese |die )?(?:angeforderte )?seite existiert (?:leider )?nicht"
    r"|p[áa]gina no (?:encontrada|existe|disponible)|pagina non (?:trovata|esiste)"
    r"|p[áa]gina n[ãa]o (?:encontrada|existe)"
    r"|pagina niet gevonden|nie znaleziono strony|strona nie (?:została )?znaleziona"
    r"|страница не (?:найдена|существует)|сторінку не знайдено|sayfa bulunamadı"
    r"|sidan (?:hittades inte|kunde inte hittas|finns inte)"
    r"|siden (?:blev ikke fundet|ble ikke funnet|finnes ikke|findes ikke)"
    r"|sivua ei (?:löydy|löytynyt)|str[áa]nka (?:nenalezena|nebyla nalezena)"
    r"|(?:お探しの)?ページ[はが](?:見つかりません(?:でした)?|存在しません)|(?:您?访问的)?页面(?:不存在|未找到|找不到)"
    r"|找不到(?:该|此)?(?:页面|網頁|頁面)|頁面不存在|페이지를 찾을 수 없습니다"
)
_NUMBER = r"(?:(?:error|erreur|fehler|errore|erro|błąd|ошибка|http|status|code|page)\W+)*404(?:\W+(?:error|page|code))?"
_SAID = (
    rf"(?:{_NOUN}{_WHICH}\s+{_GONE}|{_NO_FIND}|not found|nothing (?:was )?found|file or directory not found"
    rf"|(?:there(?:'s| is) )?nothing (?:is )?here|{_OTHERS})"
)
_AFTER = r"(?:\s+(?:here|error|on this (?:server|site)|any ?more|sorry))*"
_MISSING = re.compile(
    rf"(?:{_LOUD}\W+)*(?:{_NUMBER}\W*)?(?:{_LOUD}\W+)*{_SAID}{_AFTER}\W*(?:{_NUMBER})?|(?:{_LOUD}\W+)*{_NUMBER}",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"just a moment|attention required|one moment(?:, please)?|please wait|access (?:is |has been )?denied"
    r"|checking (?:if|your browser|the site)\b.*|are you (?:a )?(?:human|robot).*|(?:robot|human) or (?:robot|human)"
    r"|robot check|(?:vercel )?security (?:check|checkpoint|challenge|verification)|human verification"
    r"|(?:please )?(?:verify(?:ing)?|confirm(?:ing)?) (?:that )?(?:you are|you're|your) (?:(?:not )?a )?"
    r"(?:human|robot|bot|browser)\b.*"
    r"|making sure you're not a bot|client challenge|challenge validation|ddos[- ]guard|pardon our interruption"
    r"|bot (?:check|verification|detection)|captcha|request (?:rejected|blocked)|one more step"
    r"|(?:sorry, )?you have been blocked",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?:please )?(?:sign[- ]?[io]n|log[- ]?[io]n)(?: (?:page|form|required|here|now))?"
    r"(?: or (?:sign|register|create)\b.*)?"
    r"|(?:please )?(?:sign|log) in to (?:continue|your account|proceed)"
    r"|(?:authentication|authorization|login) (?:is )?required"
    r"|you (?:must|need to|have to) (?:be logged in|log in|sign in)\b.*"
    r"|anmelden|einloggen|anmeldung|connexion|se connecter|iniciar sesi[óo]n|accedi|accesso|entrar|inloggen|logga in"
    r"|zaloguj(?: się)?|войти|вход|ログイン|登录|登入|로그인",
    re.IGNORECASE,
)
_LOGIN_START = re.compile(r"\W*(?:please )?(?:sign|log)[- ]?in (?:to|with|for|using|through|via)\b", re.IGNORECASE)


def says_missing(line: str) -> bool:
    """Whether a title or heading says that there is nothing here."""
    return any(_MISSING.fullmatch(part) for part in _parts(line))


def is_wall(title: str) -> bool:
    """Whether a title is that of a page that keeps robots out."""
    return any(_WALL.fullmatch(part) for part in _parts(title)[:1])


def is_login(title: str, *, asks_for_password: bool) -> bool:
    """Whether a title is that of a login; a looser one is where the page asks for a password."""
    return any(_LOGIN.fullmatch(part) for part in _parts(title)) or (
        asks_for_password and bool(_LOGIN_START.match(title))
    )


def _parts(line: str) -> list[str]:
    """The parts of a title without what stands around them."""
    plain = line.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")[: 3 * _LONGEST]
    whole = [re.sub(r"^\W+|(?:\W|!1)+$", "", part) for part in (*_PARTS.split(plain), plain)]
    return [part for part in whole if part and len(part) <= _LONGEST]
