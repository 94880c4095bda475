"""The key of a checkout that nobody has given one."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept_secret_key(state: Path) -> str:
    """The key kept in the state folder, made when first wanted, so that a restart logs nobody out.

    Where it can be neither read nor kept (another user's folder, a read-only disk), a key for this process.
    """
    kept, new = state / "secret_key", state / f"secret_key.{os.getpid()}"
    with suppress(OSError):
        if not kept.exists():
            state.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
            try:
                os.link(new, kept)  # unlike a rename, this leaves alone what another process has just made
            except FileExistsError:
                pass
            finally:
                new.unlink()
        if key := kept.read_text().strip():
            return key
    return secrets.token_urlsafe(50)
