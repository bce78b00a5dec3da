"""The nodes that the fake knows: those of the recorded workflows, declared as the real ones are."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

from PIL import Image

from tests.generation.fake_comfyui import picture
from tests.generation.fake_comfyui.node import Call, Made, Node, Spec

Models = Mapping[str, list[str]]
SAMPLERS = ["euler", "euler_ancestral", "dpmpp_2m", "ddim", "uni_pc"]
SCHEDULERS = ["normal", "karras", "simple", "sgm_uniform"]


def whole(default: int, least: int, most: int) -> Spec:
    return ["INT", {"default": default, "min": least, "max": most}]


def number(default: float, least: float, most: float) -> Spec:
    return ["FLOAT", {"default": default, "min": least, "max": most}]


SIZE = whole(512, 1, 16384)
SEED = whole(0, 0, 2**64 - 1)
COUNT = whole(1, 1, 4096)
PREFIX: Spec = ["STRING", {"default": "ComfyUI"}]
IMAGE: Spec = ["IMAGE"]


def tokens(prefix: str, width: int = 0, height: int = 0) -> str:
    now = datetime.now(UTC)
    values = {"year": now.year, "month": f"{now.month:02}", "day": f"{now.day:02}"}
    for name, value in {**values, "width": width, "height": height}.items():
        prefix = prefix.replace(f"%{name}%", str(value))
    if prefix.startswith("/") or ".." in prefix.split("/"):
        raise OSError("**** ERROR: Saving image outside the output folder is not allowed.\n")
    return prefix or "."


async def empty_image(call: Call) -> Made:
    width, height, count = (call.inputs[name] for name in ("width", "height", "batch_size"))
    if width * height * count > 2**28:
        size = width * height * count * 12
        text = f"DefaultCPUAllocator: can't allocate memory: you tried to allocate {size} bytes."
        raise RuntimeError(text)
    return Made(values=([picture.plain(width, height, call.inputs["color"])] * count,))


async def noise(call: Call) -> Made:
    seed, strength = call.inputs["seed"], call.inputs["strength"]
    images = enumerate(call.inputs["image"])
    return Made(values=([picture.noisy(image, seed + at, strength) for at, image in images],))


async def blur(call: Call) -> Made:
    radius = call.inputs["blur_radius"]
    return Made(values=([picture.blurred(image, radius) for image in call.inputs["image"]],))


async def invert(call: Call) -> Made:
    return Made(values=([picture.inverted(image) for image in call.inputs["image"]],))


async def scale(call: Call) -> Made:
    size = (call.inputs["width"], call.inputs["height"])
    return Made(values=([image.resize(size) for image in call.inputs["image"]],))


async def repeat(call: Call) -> Made:
    return Made(values=(call.inputs["image"] * call.inputs["amount"],))


async def from_batch(call: Call) -> Made:
    at = call.inputs["batch_index"]
    return Made(values=(call.inputs["image"][at : at + call.inputs["length"]],))


async def transfer(call: Call) -> Made:
    """A node with a progress bar and without previews."""
    images = call.inputs["image_target"]
    for at in range(len(images)):
        await call.step(at + 1, len(images))
    return Made(values=(images,))


async def load_image(call: Call) -> Made:
    content = call.files.annotated(call.inputs["image"]) or b""
    return Made(values=([Image.open(io.BytesIO(content)).convert("RGB")], None))


async def load_video(call: Call) -> Made:
    return Made(values=(call.files.annotated(call.inputs["file"]),))


async def components(call: Call) -> Made:
    seal = sha256(call.inputs["video"] or b"").hexdigest()
    return Made(values=([picture.painted(160, 96, 0, seal)] * 24, None, 24.0))


async def checkpoint(call: Call) -> Made:
    name = call.inputs["ckpt_name"]
    return Made(values=(name, name, name))


async def lora(call: Call) -> Made:
    return Made(values=(call.inputs["model"], call.inputs["clip"]))


async def words(call: Call) -> Made:
    return Made(values=(call.inputs["text"],))


async def latent(call: Call) -> Made:
    size = (call.inputs["width"], call.inputs["height"])
    return Made(values=({"size": size, "count": call.inputs["batch_size"]},))


async def encode(call: Call) -> Made:
    images = call.inputs["pixels"]
    return Made(values=({"size": images[0].size, "count": len(images), "images": images},))


async def sample(call: Call) -> Made:
    samples, steps = call.inputs["latent_image"], call.inputs["steps"]
    width, height = samples["size"]
    for step in range(steps):
        seen = picture.painted(64, 64, call.inputs["seed"] + step, call.inputs["positive"])
        await call.step(step + 1, steps, picture.jpeg(seen))
    images = [
        picture.painted(width, height, call.inputs["seed"] + at, call.inputs["positive"])
        for at in range(samples["count"])
    ]
    return Made(values=({**samples, "images": images},))


async def decode(call: Call) -> Made:
    samples = call.inputs["samples"]
    width, height = samples["size"]
    images = samples.get("images") or [picture.plain(width, height, 0)] * samples["count"]
    return Made(values=(images,))


async def save_image(call: Call) -> Made:
    texts = {key: json.dumps(value) for key, value in call.pnginfo.items()}
    return Made(shown={"images": [_saved(call, image, texts) for image in call.inputs["images"]]})


def _saved(call: Call, image: Image.Image, texts: dict[str, str]) -> Mapping[str, str]:
    prefix = tokens(call.inputs["filename_prefix"], image.width, image.height)
    return call.files.save(prefix, "_.png", picture.png(image, texts))


async def preview_image(call: Call) -> Made:
    prefix = f"ComfyUI_temp_{uuid4().hex[:5]}"
    images = call.inputs["images"]
    saved = [call.files.save(prefix, "_.png", picture.png(image), "temp") for image in images]
    return Made(shown={"images": saved})


async def socket_images(call: Call) -> Made:
    images = call.inputs["images"]
    for at, image in enumerate(images):
        await call.step(at + 1, len(images), picture.png(image))
    return Made(shown={})


async def create_video(call: Call) -> Made:
    images = call.inputs["images"]
    seal = sha256(b"".join(image.tobytes() for image in images[:1])).digest()
    return Made(values=(seal,))


async def save_video(call: Call) -> Made:
    saved = _save_film(call, "mp4", call.inputs["video"])
    return Made(shown={"images": [saved], "animated": [True]})


async def save_webm(call: Call) -> Made:
    seal = sha256(call.inputs["images"][0].tobytes()).digest()
    return Made(shown={"images": [_save_film(call, "webm", seal)], "animated": [True]})


async def save_animated(call: Call) -> Made:
    content = picture.animated_webp(call.inputs["images"], call.inputs["fps"])
    saved = call.files.save(tokens(call.inputs["filename_prefix"]), "_.webp", content)
    return Made(shown={"images": [saved], "animated": [True]})


async def combine(call: Call) -> Made:
    """The popular custom node that lists films under `gifs`."""
    seal = sha256(call.inputs["images"][0].tobytes()).digest()
    saved = {**_save_film(call, "mp4", seal), "format": "video/h264-mp4", "frame_rate": 24.0}
    return Made(shown={"gifs": [saved]}, values=(None,))


async def empty_audio(call: Call) -> Made:
    return Made(values=(str(call.inputs["duration"]).encode(),))


async def save_audio(call: Call) -> Made:
    return Made(shown={"audio": [_save_film(call, "flac", call.inputs["audio"])]})


def _save_film(call: Call, kind: str, seal: bytes) -> Mapping[str, str]:
    prefix = tokens(call.inputs["filename_prefix"])
    suffix = f".{kind}" if kind == "flac" else f"_.{kind}"
    return call.files.save(prefix, suffix, picture.film(kind, seal))


async def join(call: Call) -> Made:
    parts = (call.inputs["string_a"], call.inputs["string_b"])
    return Made(values=(call.inputs["delimiter"].join(parts),))


async def preview_any(call: Call) -> Made:
    return Made(shown={"text": [str(call.inputs["source"])]})


def table(models: Models) -> dict[str, Node]:
    """Return the nodes of a server that has these models."""
    return {node.name: node for node in (*_sources(), *_sampling(models), *_ends())}


def _sources() -> list[Node]:
    color = whole(0, 0, 0xFFFFFF)
    sizes: dict[str, Spec] = {"width": SIZE, "height": SIZE, "batch_size": COUNT}
    image: dict[str, Spec] = {"image": IMAGE}
    scaled: dict[str, Spec] = {
        "upscale_method": [["nearest-exact", "bilinear", "area", "bicubic", "lanczos"]],
        "width": whole(512, 0, 16384),
        "height": whole(512, 0, 16384),
        "crop": [["disabled", "center"]],
    }
    graded: dict[str, Spec] = {
        "image_target": IMAGE,
        "image_ref": IMAGE,
        "method": ["COMBO", {"options": ["reinhard_lab", "mkl_lab", "histogram"]}],
        "source_stats": ["COMBO", {"options": ["per_frame", "uniform"]}],
        "strength": number(1.0, 0.0, 10.0),
    }
    return [
        Node("EmptyImage", empty_image, {**sizes, "color": color}, outputs=("IMAGE",)),
        Node(
            "ImageAddNoise",
            noise,
            {**image, "seed": SEED, "strength": number(0.5, 0.0, 1.0)},
            outputs=("IMAGE",),
        ),
        Node(
            "ImageBlur",
            blur,
            {**image, "blur_radius": whole(1, 1, 31), "sigma": number(1.0, 0.1, 10.0)},
            outputs=("IMAGE",),
        ),
        Node("ImageInvert", invert, image, outputs=("IMAGE",)),
        Node("ImageScale", scale, {**image, **scaled}, outputs=("IMAGE",)),
        Node("RepeatImageBatch", repeat, {**image, "amount": COUNT}, outputs=("IMAGE",)),
        Node(
            "ImageFromBatch",
            from_batch,
            {**image, "batch_index": whole(0, 0, 4095), "length": COUNT},
            outputs=("IMAGE",),
        ),
        Node("ColorTransfer", transfer, graded, outputs=("IMAGE",)),
        Node(
            "LoadImage",
            load_image,
            {"image": [[], {"image_upload": True}]},
            outputs=("IMAGE", "MASK"),
            reads_file="image",
        ),
        Node(
            "LoadVideo",
            load_video,
            {"file": ["COMBO", {"options": [], "video_upload": True}]},
            outputs=("VIDEO",),
            reads_file="file",
        ),
        Node(
            "GetVideoComponents",
            components,
            {"video": ["VIDEO"]},
            outputs=("IMAGE", "AUDIO", "FLOAT"),
        ),
    ]


def _sampling(models: Models) -> list[Node]:
    sizes: dict[str, Spec] = {"width": SIZE, "height": SIZE, "batch_size": COUNT}
    sampled: dict[str, Spec] = {
        "model": ["MODEL"],
        "seed": SEED,
        "steps": whole(20, 1, 10000),
        "cfg": number(8.0, 0.0, 100.0),
        "sampler_name": [SAMPLERS, {"tooltip": "The algorithm used when sampling."}],
        "scheduler": [SCHEDULERS],
        "positive": ["CONDITIONING"],
        "negative": ["CONDITIONING"],
        "latent_image": ["LATENT"],
        "denoise": number(1.0, 0.0, 1.0),
    }
    strength = number(1.0, -100.0, 100.0)
    loras: dict[str, Spec] = {
        "model": ["MODEL"],
        "clip": ["CLIP"],
        "lora_name": [models.get("loras", [])],
        "strength_model": strength,
        "strength_clip": strength,
    }
    text: dict[str, Spec] = {"text": ["STRING", {"multiline": True}], "clip": ["CLIP"]}
    return [
        Node(
            "CheckpointLoaderSimple",
            checkpoint,
            {"ckpt_name": [models.get("checkpoints", []), {"tooltip": "The name of the model."}]},
            outputs=("MODEL", "CLIP", "VAE"),
        ),
        Node("LoraLoader", lora, loras, outputs=("MODEL", "CLIP")),
        Node("CLIPTextEncode", words, text, outputs=("CONDITIONING",)),
        Node("EmptyLatentImage", latent, sizes, outputs=("LATENT",)),
        Node("EmptySD3LatentImage", latent, sizes, outputs=("LATENT",)),
        Node("KSampler", sample, sampled, outputs=("LATENT",)),
        Node("VAEDecode", decode, {"samples": ["LATENT"], "vae": ["VAE"]}, outputs=("IMAGE",)),
        Node("VAEEncode", encode, {"pixels": IMAGE, "vae": ["VAE"]}, outputs=("LATENT",)),
    ]


def _ends() -> list[Node]:
    images: dict[str, Spec] = {"images": IMAGE}
    named: dict[str, Spec] = {**images, "filename_prefix": PREFIX}
    fps = number(24.0, 1.0, 120.0)
    string: Spec = ["STRING", {"default": ""}]
    codec: Spec = ["COMBO", {"options": ["auto", "h264"]}]
    format_: Spec = ["COMBO", {"options": ["auto", "mp4"]}]
    codecs: Spec = ["COMBO", {"options": ["vp9", "av1"]}]
    webm: dict[str, Spec] = {**named, "codec": codecs, "fps": fps, "crf": number(32.0, 0.0, 63.0)}
    animated: dict[str, Spec] = {
        **named,
        "fps": fps,
        "lossless": ["BOOLEAN", {"default": True}],
        "quality": whole(80, 0, 100),
        "method": ["COMBO", {"options": ["default", "fastest", "slowest"]}],
    }
    video: dict[str, Spec] = {
        "video": ["VIDEO"],
        "filename_prefix": PREFIX,
        "format": format_,
        "codec": codec,
    }
    sound: dict[str, Spec] = {
        "duration": number(60.0, 0.0, 1000.0),
        "sample_rate": whole(44100, 1, 192000),
        "channels": whole(2, 1, 2),
    }
    strings: dict[str, Spec] = {"string_a": string, "string_b": string, "delimiter": string}
    film: dict[str, Spec] = {**named, "frame_rate": fps}
    return [
        Node("SaveImage", save_image, named, is_output=True),
        Node("PreviewImage", preview_image, images, is_output=True),
        Node("SaveImageWebsocket", socket_images, images, is_output=True),
        Node(
            "CreateVideo",
            create_video,
            {**images, "fps": fps},
            {"audio": ["AUDIO", {"tooltip": "The audio to add to the video."}]},
            ("VIDEO",),
        ),
        Node("SaveVideo", save_video, video, is_output=True),
        Node("SaveWEBM", save_webm, webm, is_output=True),
        Node("SaveAnimatedWEBP", save_animated, animated, is_output=True),
        Node("VHS_VideoCombine", combine, film, outputs=("VHS_FILENAMES",), is_output=True),
        Node("EmptyAudio", empty_audio, sound, outputs=("AUDIO",)),
        Node(
            "SaveAudio",
            save_audio,
            {"audio": ["AUDIO"], "filename_prefix": PREFIX},
            is_output=True,
        ),
        Node("StringConcatenate", join, strings, outputs=("STRING",)),
        Node("PreviewAny", preview_any, {"source": ["*", {}]}, is_output=True),
    ]
