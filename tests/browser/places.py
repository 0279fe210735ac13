"""One page of every sort that the site has."""

MODEL = "models/llama-2/"
LICENSE = "licenses/llama-2/"
ACCELERATOR = "accelerators/nvidia-h100-sxm/"
MISSING = "models/no-such-model/"

MORE_PLACES = {
    "status": "status/",
    "context": "timeline/context/",
    "size-and-context": "timeline/size-and-context/",
    "links": "contributing/links/",
    "architecture": "architecture/",
    "contributing": "contributing/",
    "problems": "reference/problems/",
    "fields": "reference/fields/models/",
    "accelerator": ACCELERATOR,
    "accelerators": "accelerators/",
    "variants": "models/variants/",
    "research-use": "models/research-use/",
    "commercial-use": "models/commercial-use/",
    "frameworks": "frameworks/",
    "framework": "frameworks/deepspeed/",
    "deployment-tools": "deployment-tools/",
    "deployment-tool": "deployment-tools/vllm/",
    "courses": "courses/",
    "course": "courses/hf-nlp-course/",
    "tutorials": "tutorials/",
    "tutorial": "tutorials/lets-build-gpt/",
    "guides": "guides/",
    "guide": "guides/fine-tuning/",
    "origin": "reference/origin/",
    "kinds": "reference/fields/",
    "changes": "changes/",
    "data": "reference/data/",
    "command-line": "reference/command-line/",
}
"""Pages that are made of the same parts as others."""

PLACES = {
    "home": "",
    "models": "models/",
    "memory": "memory/",
    "timeline": "timeline/",
    "openness": "timeline/licenses/",
    "compare": "compare/",
    "licenses": "licenses/",
    "model": MODEL,
    "license": LICENSE,
    **MORE_PLACES,
    "learn": "learn/",
    "missing": MISSING,
}
"""Paths by the name of their sort; the last one is the page for missing addresses."""

TOURS = [list(PLACES)[start : start + 5] for start in range(0, len(PLACES), 5)]
"""The places in parts that one reader goes through: a new one for each place would be a third of the work."""
