"""What a server says to a graph before it queues it, word for word where it was recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.generation.fake_comfyui.files import Files
from tests.generation.fake_comfyui.node import Node, Spec

NUMBERS = {"INT": int, "FLOAT": float, "STRING": str}
Error = dict[str, Any]


class TroubleError(Exception):
    """What a server answers with 500: it fell over the request."""


@dataclass
class Judgement:
    """`outputs` will be made; `error` is what a refusal says."""

    outputs: list[str] = field(default_factory=list[str])
    node_errors: dict[str, Any] = field(default_factory=dict[str, Any])
    error: Error | None = None


def problem(type_: str, message: str, details: str = "", **extra: Any) -> Error:
    return {"type": type_, "message": message, "details": details, "extra_info": extra}


class Judge:
    """Judges one graph; numbers in it are converted on the way, as the real one does."""

    def __init__(
        self, graph: Mapping[str, Any], nodes: Mapping[str, Node], files: Files, *, is_old: bool
    ) -> None:
        self._graph = graph
        self._nodes = nodes
        self._files = files
        self._is_old = is_old
        self._seen: dict[str, list[Error]] = {}

    def judge(self) -> Judgement:
        for id_, node in self._graph.items():
            if error := self._unknown(id_, node):
                return Judgement(error=error)
        ends = [id_ for id_, node in self._graph.items() if self._node(node).is_output]
        if not ends:
            return Judgement(error=problem("prompt_no_outputs", "Prompt has no outputs"))
        found = Judgement()
        for end in ends:
            self._judge_output(end, found)
        if not found.outputs:
            found.error = self._all_failed(ends)
        return found

    def _node(self, node: Mapping[str, Any]) -> Node:
        return self._nodes[node["class_type"]]

    def _unknown(self, id_: str, node: Any) -> Error | None:
        if not isinstance(node, Mapping):
            if self._is_old:
                return self._no_class(id_)
            raise TroubleError("'list' object has no attribute 'get'")
        node_class = node.get("class_type")
        if node_class is None:
            return self._no_class(id_)
        if node_class in self._nodes:
            return None
        details = f"Node ID '#{id_}'"
        if self._is_old:
            text = f"Cannot execute because node {node_class} does not exist."
            return problem("invalid_prompt", text, details)
        text = f"Node '{node_class}' not found. The custom node may not be installed."
        title = node.get("_meta", {}).get("title", node_class)
        extra = {"node_id": id_, "class_type": node_class, "node_title": title}
        return problem("missing_node_type", text, details, **extra)

    def _no_class(self, id_: str) -> Error:
        details = f"Node ID '#{id_}'"
        if self._is_old:
            text = "Cannot execute because a node is missing the class_type property."
            return problem("invalid_prompt", text, details)
        text = (
            f"Node 'ID #{id_}' has no class_type. "
            "The workflow may be corrupted or a custom node is missing."
        )
        extra = {"node_id": id_, "class_type": None, "node_title": None}
        return problem("missing_node_type", text, details, **extra)

    def _judge_output(self, end: str, found: Judgement) -> None:
        try:
            faulty = self._faulty(end, ())
        except KeyError as error:
            text = str(error)
            extra = {"exception_type": "KeyError", "traceback": []}
            message = "Exception when validating node"
            self._seen[end] = [problem("exception_during_validation", message, text, **extra)]
            faulty = {end}
        if not faulty:
            found.outputs.append(end)
        # Older servers name no node of a circle.
        for id_ in filter(self._seen.__getitem__, faulty):
            entry = found.node_errors.setdefault(
                id_,
                {
                    "errors": self._seen[id_],
                    "dependent_outputs": [],
                    "class_type": self._graph[id_]["class_type"],
                },
            )
            entry["dependent_outputs"].append(end)

    def _all_failed(self, ends: list[str]) -> Error:
        """The details of a refusal are what is wrong with the outputs themselves."""
        errors = [error for end in ends for error in self._seen.get(end, ())]
        details = "\n".join(f"{error['message']}: {error['details']}" for error in errors)
        message = "Prompt outputs failed validation"
        return problem("prompt_outputs_failed_validation", message, details)

    def _faulty(self, id_: str, way: tuple[str, ...]) -> set[str]:
        """Return the nodes with faults that an output depends on."""
        if id_ in way:
            return self._circle([*way[way.index(id_) :], id_])
        if id_ not in self._seen:
            self._seen[id_] = list(self._errors(id_))
        faulty = {id_} if self._seen[id_] else set[str]()
        declared = self._declared(id_)
        for name, value in self._graph[id_]["inputs"].items():
            if name in declared and _is_link(value):
                faulty |= self._faulty(value[0], (*way, id_))
        return faulty

    def _circle(self, around: list[str]) -> set[str]:
        shown = " -> ".join(f"{id_} ({self._graph[id_]['class_type']})" for id_ in around)
        if not self._is_old:
            for id_ in around[:-1]:
                extra = {"node_id": id_, "cycle_nodes": around[:-1]}
                error = problem("dependency_cycle", "Dependency cycle detected", shown, **extra)
                self._seen[id_] = [error]
        return set(around)

    def _declared(self, id_: str) -> Mapping[str, Spec]:
        node = self._node(self._graph[id_])
        return {**node.required, **node.optional}

    def _errors(self, id_: str) -> Iterator[Error]:
        node, inputs = self._node(self._graph[id_]), self._graph[id_]["inputs"]
        for name, spec in self._declared(id_).items():
            if name in inputs:
                yield from self._input_errors(name, spec, inputs)
            elif name in node.required:
                message = "Required input is missing"
                yield problem("required_input_missing", message, name, input_name=name)
        named = inputs.get(node.reads_file)
        if isinstance(named, str) and self._files.annotated(named) is None:
            details = f"{node.reads_file} - Invalid image file: {named}"
            message = "Custom validation failed for node"
            extra = {"input_name": node.reads_file}
            yield problem("custom_validation_failed", message, details, **extra)

    def _input_errors(self, name: str, spec: Spec, inputs: dict[str, Any]) -> Iterator[Error]:
        value = inputs[name]
        extra = {"input_name": name, "input_config": spec}
        if isinstance(value, list):
            if not _is_link(value):
                message = "Bad linked input, must be a length-2 list of [node_id, slot_index]"
                yield problem("bad_linked_input", message, name, **extra, received_value=value)
            else:
                yield from self._link_errors(name, spec, value, extra)
        elif isinstance(spec[0], str) and spec[0] in NUMBERS:
            yield from _number_errors(name, spec, inputs, extra)
        elif (choices := _choices(spec)) and value not in choices:
            details = f"{name}: '{value}' not in {choices}"
            yield problem(
                "value_not_in_list", "Value not in list", details, **extra, received_value=value
            )

    def _link_errors(self, name: str, spec: Spec, link: list[Any], extra: Error) -> Iterator[Error]:
        received = self._node(self._graph[link[0]]).outputs[link[1]]
        wanted = spec[0]
        if isinstance(wanted, str) and wanted not in {"*", received} and wanted not in NUMBERS:
            message = "Return type mismatch between linked nodes"
            details = f"{name}, received_type({received}) mismatch input_type({wanted})"
            more = {"received_type": received, "linked_node": link}
            yield problem("return_type_mismatch", message, details, **extra, **more)


def _is_link(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2  # pyright: ignore[reportUnknownArgumentType]


def _choices(spec: Spec) -> list[str]:
    """Files of an input folder are no list to choose from: the node looks for them itself."""
    if isinstance(spec[0], list):
        return list(spec[0])  # pyright: ignore[reportUnknownArgumentType]
    return list(spec[1].get("options", ())) if spec[0] == "COMBO" else []


def _number_errors(name: str, spec: Spec, inputs: dict[str, Any], extra: Error) -> Iterator[Error]:
    value, limits = inputs[name], spec[1] if len(spec) > 1 else {}
    try:
        inputs[name] = converted = NUMBERS[spec[0]](value)
    except (ValueError, TypeError) as error:
        message = f"Failed to convert an input value to a {spec[0]} value"
        details = f"{name}, {value}, {error}"
        more = {"received_value": value, "exception_message": str(error)}
        yield problem("invalid_input_type", message, details, **extra, **more)
        return
    if "min" in limits and converted < limits["min"]:
        message = f"Value {converted} smaller than min of {limits['min']}"
        yield problem("value_smaller_than_min", message, name, **extra, received_value=value)
    if "max" in limits and converted > limits["max"]:
        message = f"Value {converted} bigger than max of {limits['max']}"
        yield problem("value_bigger_than_max", message, name, **extra, received_value=value)
