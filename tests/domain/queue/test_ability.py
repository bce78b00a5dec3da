"""What a worker lacks for a need, in words."""

from domain.queue.board.ability import Ability, lacks
from domain.queue.board.batch import Demand
from events.ids import WorkerId
from events.record import replace

NORTH = Ability(
    id=WorkerId("worker-1"),
    vram=(24 * 1024,),
    machines=("card",),
    models=frozenset({"vae/ae.sft"}),
    nodes=frozenset({"KSampler"}),
    tags=frozenset(),
    serves=frozenset({"image"}),
)


def test_a_worker_that_has_everything_lacks_nothing() -> None:
    demand = Demand(kind="image", models=("vae/ae.sft",), nodes=("KSampler",))
    assert lacks(demand, 24 * 1024, NORTH) == []


def test_each_thing_that_a_worker_lacks_is_named() -> None:
    models = ("vae/ae.sft", "loras/rain")
    demand = Demand(kind="video", models=models, nodes=("Wan",), tags=("day",))
    assert lacks(demand, 48 * 1024, NORTH) == [
        "a worker for jobs of the kind 'video'",
        "48 GB of VRAM",
        "the tag 'day'",
        "the model 'loras/rain'",
        "the node 'Wan'",
    ]


def test_the_name_of_a_model_is_told_to_its_end() -> None:
    model = "text_encoders/umt5_xxl_fp8_e4m3fn_scaled.safetensors"
    demand = Demand(kind="image", models=(model,))
    assert lacks(demand, 0, NORTH) == [f"the model '{model}'"]


def test_who_cannot_be_asked_for_nodes_is_taken_to_have_them() -> None:
    demand = Demand(kind="image", nodes=("Wan",))
    trusted = replace(NORTH, nodes=None)
    assert lacks(demand, 0, trusted) == []
    assert trusted.knows(demand)
    assert not NORTH.knows(demand)
