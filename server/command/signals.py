"""What a service manager and a closed terminal mean to the program."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from typing import NoReturn


@contextmanager
def ending_by_signals() -> Generator[None]:
    """SIGTERM and a closed terminal end the program as Ctrl-C does."""

    def end(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    def hang_up(_number: int, _frame: object) -> None:
        signal.raise_signal(signal.SIGTERM)  # while it serves, uvicorn knows only this one

    handlers = {signal.SIGTERM: end, signal.SIGHUP: hang_up}
    before = {name: signal.signal(name, handler) for name, handler in handlers.items()}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
