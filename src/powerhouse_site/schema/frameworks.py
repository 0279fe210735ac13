"""Frameworks: what trains and fine-tunes models."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Column, ColumnGroup, Compared, Evidenced, Facet, Filter
from powerhouse_site.schema.tools import MOST_CAPABLE_FIRST, Tool
from powerhouse_site.schema.values import Choice, Many


class FrameworkCategory(Choice):
    """What it is for."""

    PRETRAINING = "pretraining-stack", "Pretraining stack", "trains a model from nothing on many machines"
    PARALLELISM = "parallelism-library", "Parallelism library", "splits a model and its training over devices"
    TRAINER = "trainer-api", "Trainer", "takes the training loop off your hands"
    FINE_TUNING = "finetuning", "Fine-tuning", "adapts a trained model to a task"
    GUI = "gui-finetuning", "Fine-tuning with an interface", "fine-tunes from a page or an application"
    POST_TRAINING = "post-training", "Post-training", "preference optimization and reinforcement learning"
    PEFT = "peft-library", "Adapter library", "methods that train few parameters"
    KERNELS = "kernel-library", "Kernel library", "fast building blocks for training"
    RECIPES = "recipes", "Recipes", "scripts and configurations to start from"
    PLATFORM = "training-platform", "Training platform", "runs training jobs"
    EDUCATIONAL = "educational", "Educational", "small enough to read and learn from"


class TrainingCapability(Choice):
    """What it trains, and how."""

    PRETRAINING = "pretraining", "Pretraining"
    FULL = "full-finetune", "Full fine-tuning"
    LORA = "lora", "LoRA"
    QLORA = "qlora", "QLoRA"
    DPO = "dpo", "DPO", "preference optimization without a reward model"
    RLHF = "rlhf", "Reinforcement learning", "PPO, GRPO and the like"
    DATA_PARALLEL = "data-parallel", "Data parallel"
    SHARDED = "zero-fsdp", "Sharded data parallel", "ZeRO or FSDP"
    TENSOR_PARALLEL = "tensor-parallel", "Tensor parallel"
    PIPELINE_PARALLEL = "pipeline-parallel", "Pipeline parallel"
    EXPERT_PARALLEL = "expert-parallel", "Expert parallel"
    CONTEXT_PARALLEL = "context-parallel", "Context parallel", "also called sequence parallel"
    MULTI_NODE = "multi-node", "Several machines"
    OFFLOAD = "cpu-offload", "CPU offload"


TRAINING_GROUPS = (
    ColumnGroup("Trains", (TrainingCapability.PRETRAINING, TrainingCapability.FULL)),
    ColumnGroup("Adapters", (TrainingCapability.LORA, TrainingCapability.QLORA)),
    ColumnGroup("Preferences", (TrainingCapability.DPO, TrainingCapability.RLHF)),
    ColumnGroup(
        "Parallel",
        (
            TrainingCapability.DATA_PARALLEL,
            TrainingCapability.SHARDED,
            TrainingCapability.TENSOR_PARALLEL,
            TrainingCapability.PIPELINE_PARALLEL,
            TrainingCapability.EXPERT_PARALLEL,
            TrainingCapability.CONTEXT_PARALLEL,
        ),
    ),
    ColumnGroup("Machines", (TrainingCapability.MULTI_NODE, TrainingCapability.OFFLOAD)),
)
"""How the columns of the matrix stand together."""


class Backend(Choice):
    """What it computes with."""

    TORCH = "torch", "PyTorch"
    JAX = "jax", "JAX"
    TENSORFLOW = "tf", "TensorFlow"
    NATIVE = "c-cuda", "C and CUDA"
    MLX = "mlx", "MLX"


class Framework(Tool):
    """A library or program that trains or fine-tunes models."""

    category: Annotated[
        FrameworkCategory,
        Field(title="Category", description="What it is for."),
        Column(rank=10, cell="choice", optional=True, facet=Facet.CHOICE),
        Compared(rank=10, section="What it is"),
    ]
    backends: Annotated[
        Many[Backend],
        Field(title="Backend", description="What it computes with."),
        Column(rank=50, cell="choices", sortable=False, optional=True, facet=Facet.CHOICE),
        Compared(rank=28, section="Runs on"),
    ] = ()
    capabilities: Annotated[
        Many[TrainingCapability],
        Field(title="Capabilities", description="What it trains and how, as far as a source says so."),
        Column(
            rank=30,
            cell="choices",
            sortable=False,
            descending=True,
            default=True,
            order=MOST_CAPABLE_FIRST,
            groups=TRAINING_GROUPS,
            against="capabilities_not_supported",
        ),
        Filter(rank=20, key="can", label="Must have"),
        Evidenced(),
        Compared(rank=50, section="Capabilities"),
    ] = ()
    capabilities_not_supported: Annotated[
        Many[TrainingCapability], Field(title="Cannot", description="What a source says that it cannot do.")
    ] = ()
