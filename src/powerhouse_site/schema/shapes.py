"""The shape of a network: the dimensions that the memory it takes follows from."""

from typing import Annotated

from pydantic import Field

from powerhouse_site.schema.annotations import Compared
from powerhouse_site.schema.facts import Strict
from powerhouse_site.schema.values import Choice, Count, Many, Name, ParameterCount


class AttentionKind(Choice):
    """How past tokens are kept, which decides the size of the KV cache."""

    MHA = "multi-head", "Multi-head", "each query head has its own keys and values"
    GQA = "grouped-query", "Grouped-query", "groups of query heads share keys and values"
    MQA = "multi-query", "Multi-query", "all query heads share one set of keys and values"
    MLA = "multi-head-latent", "Multi-head latent", "keys and values are kept as one compressed vector"
    SLIDING = "sliding-window", "Sliding window", "some layers see only the last tokens"
    HYBRID = "hybrid", "Hybrid", "some layers keep a cache, some a constant state"
    STATE_SPACE = "state-space", "State-space", "a constant state, whatever the context"
    RECURRENT = "recurrent", "Recurrent", "a constant state, whatever the context"
    COMPRESSED = "compressed", "Compressed", "blocks of tokens are kept as one entry"


class CompressedLayers(Strict):
    """Layers whose cache keeps one entry for several tokens."""

    layers: Annotated[Count, Field(title="Layers", description="How many layers compress at this ratio.")]
    ratio: Annotated[Count, Field(title="Ratio", description="How many tokens become one entry.")]


class Attention(Strict):
    """The numbers that the KV cache follows from."""

    kind: Annotated[
        AttentionKind,
        Field(title="Attention", description="How past tokens are kept."),
        Compared(rank=47, section="Size and shape"),
    ]
    query_heads: Annotated[Count | None, Field(title="Query heads", description="Query heads of a layer.")] = None
    kv_heads: Annotated[
        Count | None,
        Field(title="KV heads", description="Heads of keys and values of a layer."),
        Compared(rank=48, section="Size and shape"),
    ] = None
    head_dim: Annotated[
        Count | None, Field(title="Head dimension", description="Elements of one key or value head.")
    ] = None
    value_head_dim: Annotated[
        Count | None, Field(title="Value head dimension", description="Elements of a value head, where it differs.")
    ] = None
    full_attention_layers: Annotated[
        Count | None, Field(title="Full-attention layers", description="Layers that see the whole context.")
    ] = None
    sliding_layers: Annotated[Count | None, Field(title="Sliding layers", description="Layers that see a window.")] = (
        None
    )
    window: Annotated[Count | None, Field(title="Window", description="Tokens that a sliding layer sees.")] = None
    sliding_kv_heads: Annotated[
        Count | None, Field(title="KV heads, sliding", description="KV heads of sliding layers, where they differ.")
    ] = None
    global_kv_heads: Annotated[
        Count | None,
        Field(title="KV heads, global", description="KV heads of full-attention layers, where they differ."),
    ] = None
    global_head_dim: Annotated[
        Count | None,
        Field(title="Head dimension, global", description="Head dimension of full-attention layers, where it differs."),
    ] = None
    global_shared_kv: Annotated[
        bool | None,
        Field(
            title="Shared key and value",
            description="Whether one tensor serves as key and value in full-attention layers.",
        ),
    ] = None
    kv_shared_layers: Annotated[
        Count | None,
        Field(title="Layers that reuse a cache", description="Layers that reuse the cache of another layer."),
    ] = None
    cross_attention_layers: Annotated[
        Count | None, Field(title="Cross-attention layers", description="Layers that attend to an image or an encoder.")
    ] = None
    kv_lora_rank: Annotated[
        Count | None, Field(title="Latent rank", description="Elements of the latent vector of a token and layer.")
    ] = None
    rope_dim: Annotated[
        Count | None,
        Field(title="Positional elements", description="Elements kept beside the latent vector for positions."),
    ] = None
    linear_layers: Annotated[
        Count | None, Field(title="Linear layers", description="Layers with a constant state instead of a cache.")
    ] = None
    other_layers: Annotated[
        Count | None, Field(title="Other layers", description="Layers with neither a cache nor a state.")
    ] = None
    attention_blocks: Annotated[
        Count | None, Field(title="Attention blocks", description="Attention blocks, where layers share them.")
    ] = None
    mixer: Annotated[
        Name | None, Field(title="Mixer", description="The layer that keeps the state.", examples=["mamba-2"])
    ] = None
    state_elements: Annotated[
        Count | None, Field(title="State elements", description="Elements of all states of one sequence.")
    ] = None
    state_bytes: Annotated[
        Count | None, Field(title="State bytes", description="Bytes of all states of one sequence.")
    ] = None
    compressed_layers: Annotated[
        Many[CompressedLayers], Field(title="Compressed layers", description="Layers by ratio of compression.")
    ] = ()
    entry_dim: Annotated[
        Count | None, Field(title="Entry dimension", description="Elements of one entry of a compressed cache.")
    ] = None
    indexer_dim: Annotated[
        Count | None,
        Field(title="Indexer dimension", description="Elements that a sparse-attention indexer keeps a token."),
    ] = None
    sparse_top_k: Annotated[
        Count | None, Field(title="Sparse top-k", description="Tokens that sparse attention picks.")
    ] = None


class Shape(Strict):
    """The dimensions that memory follows from."""

    layers: Annotated[
        Count | None,
        Field(title="Layers", description="Number of layers."),
        Compared(rank=46, section="Size and shape"),
    ] = None
    hidden_size: Annotated[Count | None, Field(title="Hidden size", description="Elements of the residual stream.")] = (
        None
    )
    feed_forward_size: Annotated[
        Count | None,
        Field(title="Feed-forward width", description="Elements within a feed-forward layer, or within one expert."),
    ] = None
    vocabulary_size: Annotated[
        Count | None,
        Field(title="Vocabulary", description="Rows of the embedding table."),
        Compared(rank=49, section="Size and shape"),
    ] = None
    encoder_parameters: Annotated[
        ParameterCount | None,
        Field(
            title="Encoder parameters",
            description="Of all parameters, those of encoders of images and sound, which text does not need.",
            examples=["0.42B"],
        ),
    ] = None
    tied_embeddings: Annotated[
        bool | None, Field(title="Tied embeddings", description="Whether input and output share one table.")
    ] = None
    attention: Annotated[Attention | None, Field(title="Attention", description="How past tokens are kept.")] = None
