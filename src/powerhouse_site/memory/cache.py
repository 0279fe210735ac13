"""The KV cache as a function of the context."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """What some layers keep: `elements` for every `ratio` tokens, of the last `window` tokens or of all."""

    elements: int
    ratio: int = 1
    window: int | None = None

    def count(self, tokens: int) -> int:
        """The elements kept of so many tokens, rounded up."""
        seen = tokens if self.window is None else min(tokens, self.window)
        return -(-self.elements * seen // self.ratio)


@dataclass(frozen=True)
class Cache:
    """What one sequence keeps: parts that grow with the context, and a state that does not."""

    parts: tuple[Part, ...] = ()
    state_bytes: int = 0
    notes: tuple[str, ...] = ()

    def bytes(self, tokens: int, *, bits: int = 16, batch: int = 1) -> int:
        """The size for `batch` sequences of so many tokens, at 16 or 8 `bits` an element; a state is not affected."""
        elements = sum(part.count(tokens) for part in self.parts)
        return batch * (elements * (bits // 8) + self.state_bytes)
