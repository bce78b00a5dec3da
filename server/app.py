"""Build the application."""

import asyncio

from fastapi import FastAPI, Response, status

from repositories.reach import MongodbUnusableError, require_mongodb
from server.settings import Settings


def create_app(settings: Settings, uri: str) -> FastAPI:
    app = FastAPI(debug=settings.development)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready")
    async def ready(response: Response) -> dict[str, str]:
        try:
            await asyncio.to_thread(require_mongodb, uri, patience=1)
        except MongodbUnusableError as error:
            response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
            return {"status": "unavailable", "reason": str(error)}
        return {"status": "ready"}

    return app
