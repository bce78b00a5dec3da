"""Renew `contract.json` and add samples of new event versions: `python -m tests.events.contract`.

A sample that exists is never rewritten: it stands for what is in somebody's database.
"""

import json
from pathlib import Path
from typing import Any, Final

from events.catalogue import EVENTS
from events.codec import CODEC

HERE: Final = Path(__file__).parent
CONTRACT: Final = HERE / "contract.json"
SAMPLES: Final = HERE / "samples"


def sample(schema: dict[str, Any], root: dict[str, Any]) -> Any:
    """Make up a value of a JSON Schema, with every field given."""
    if "$ref" in schema:
        return sample(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    if "enum" in schema or "const" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], root)
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            return {name: sample(field, root) for name, field in fields.items()}
        case "array":
            items = [*schema.get("prefixItems", ()), schema.get("items") or {}]
            return [sample(item, root) for item in items if item]
        case kind:
            return {"integer": 7, "number": 0.5, "boolean": True}.get(str(kind), "été")


def renew() -> None:
    contract = CODEC.contract()
    CONTRACT.write_text(json.dumps(contract, indent=1, sort_keys=True) + "\n")
    for name, (version, _) in EVENTS.items():
        path = SAMPLES / f"{name}.{version}.json"
        if not path.exists():
            schema = contract[name]["schema"]
            path.write_text(json.dumps(sample(schema, schema), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    renew()
