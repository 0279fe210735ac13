"""Deployment tools: what serves models, and what applications are built with."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Column, ColumnGroup, Compared, Evidenced, Facet, Filter
from powerhouse_site.schema.tools import MOST_CAPABLE_FIRST, Tool
from powerhouse_site.schema.values import Choice, Many, Name


class ToolCategory(Choice):
    """What it is for."""

    ENGINE = "inference-engine", "Inference engine", "serves a model to many users at once"
    LOCAL = "local-runtime", "Local runtime", "runs a model on your own machine"
    PLATFORM = "serving-platform", "Serving platform", "deploys and scales engines"
    ORCHESTRATION = "orchestration", "Orchestration", "finds machines and runs jobs on them"
    GATEWAY = "gateway", "Gateway", "one address in front of many models"
    APPLICATION = "app-framework", "Application framework", "builds programs around a model"
    STRUCTURED = "structured-output", "Structured output", "holds a model to a format"
    EVALUATION = "evaluation-testing", "Evaluation and testing", "measures what a model or prompt does"
    OBSERVABILITY = "observability", "Observability", "records and shows what happened"
    CHAT = "chat-ui", "Chat interface", "a page or program to chat in"
    DATA = "data-integration", "Data integration", "brings your data to a model"
    DEVELOPER = "developer-tool", "Developer tool", "helps to write code"
    QUANTIZATION = "quantization-tool", "Quantization tool", "makes weights smaller"


class ServingCapability(Choice):
    """What it can do."""

    OPENAI_API = "openai-compatible-api", "OpenAI-compatible API"
    STREAMING = "streaming", "Streaming"
    STRUCTURED = "structured-output", "Structured output"
    CONTINUOUS_BATCHING = "continuous-batching", "Continuous batching"
    PAGED_ATTENTION = "paged-attention", "Paged attention"
    MULTI_GPU = "multi-gpu", "Several GPUs"
    QUANTIZATION = "quantization", "Quantized weights"
    LORA = "lora-adapters", "LoRA adapters"
    AMD = "amd-gpu", "AMD GPU"
    INTEL = "intel-gpu", "Intel GPU"
    APPLE = "apple-silicon", "Apple silicon"
    TPU = "tpu", "TPU"
    VULKAN = "vulkan", "Vulkan"
    CPU = "cpu", "CPU"
    DOCKER = "docker", "Docker image"
    KUBERNETES = "kubernetes", "Kubernetes"


SERVING_GROUPS = (
    ColumnGroup("Interface", (ServingCapability.OPENAI_API, ServingCapability.STREAMING, ServingCapability.STRUCTURED)),
    ColumnGroup(
        "Throughput",
        (ServingCapability.CONTINUOUS_BATCHING, ServingCapability.PAGED_ATTENTION, ServingCapability.MULTI_GPU),
    ),
    ColumnGroup("Weights", (ServingCapability.QUANTIZATION, ServingCapability.LORA)),
    ColumnGroup(
        "Hardware besides NVIDIA",
        (
            ServingCapability.AMD,
            ServingCapability.INTEL,
            ServingCapability.APPLE,
            ServingCapability.TPU,
            ServingCapability.VULKAN,
            ServingCapability.CPU,
        ),
    ),
    ColumnGroup("Shipping", (ServingCapability.DOCKER, ServingCapability.KUBERNETES)),
)
"""How the columns of the matrix stand together."""


class Interface(Choice):
    """How it is used."""

    OPENAI = "openai-api", "OpenAI API"
    REST = "rest", "REST"
    GRPC = "grpc", "gRPC"
    PYTHON = "python", "Python"
    CLI = "cli", "Command line"
    WEB = "web-ui", "Web page"


class WeightFormat(Choice):
    """The formats of weights that it loads."""

    SAFETENSORS = "safetensors", "safetensors"
    GGUF = "gguf", "GGUF"
    AWQ = "awq", "AWQ"
    GPTQ = "gptq", "GPTQ"
    FP8 = "fp8", "FP8"
    EXL2 = "exl2", "EXL2"
    EXL3 = "exl3", "EXL3"
    MLX = "mlx", "MLX"


class DeploymentTool(Tool):
    """A program or library that serves models or builds on them."""

    category: Annotated[
        ToolCategory,
        Field(title="Category", description="What it is for."),
        Column(rank=10, cell="choice", optional=True, facet=Facet.CHOICE),
        Compared(rank=10, section="What it is"),
    ]
    interfaces: Annotated[
        Many[Interface],
        Field(title="Interfaces", description="How it is used, as far as a source says so."),
        Column(rank=50, cell="choices", sortable=False, optional=True, facet=Facet.CHOICE),
        Evidenced(),
        Compared(rank=40, section="Use"),
    ] = ()
    capabilities: Annotated[
        Many[ServingCapability],
        Field(title="Capabilities", description="What it can do, as far as a source says so."),
        Column(
            rank=30,
            cell="choices",
            sortable=False,
            descending=True,
            default=True,
            order=MOST_CAPABLE_FIRST,
            groups=SERVING_GROUPS,
            against="capabilities_not_supported",
        ),
        Filter(rank=20, key="can", label="Must have"),
        Evidenced(),
        Compared(rank=50, section="Capabilities"),
    ] = ()
    capabilities_not_supported: Annotated[
        Many[ServingCapability], Field(title="Cannot", description="What a source says that it cannot do.")
    ] = ()
    weight_formats: Annotated[
        Many[WeightFormat],
        Field(title="Weight formats", description="The formats of weights that it loads."),
        Evidenced(),
        Compared(rank=60, section="Loads"),
    ] = ()
    weight_formats_not_supported: Annotated[
        Many[WeightFormat],
        Field(title="Does not load", description="Formats that a source says that it does not load."),
    ] = ()
    quantizations: Annotated[
        Many[Name],
        Field(title="Quantizations", description="The kinds of quantization that its documentation names."),
        Compared(rank=62, section="Loads"),
    ] = ()
