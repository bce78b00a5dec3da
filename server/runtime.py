"""Everything that lives as long as the server: made in order, ended in the opposite one."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

from domain.execute import Executor
from domain.history import History
from domain.past import Past
from events.codec import CODEC
from events.ids import UserId
from events.record import record
from events.store import Commit
from generation.workflow.folder import Folder
from repositories.activity import Activities
from repositories.bulletin import Bulletin
from repositories.chronicle import Chronicle
from repositories.connection import Database, connect
from repositories.doorbell import Doorbell
from repositories.edition import bring_up_to_date, require_usable
from repositories.erasure import ErasureRepository
from repositories.event_store import MongoEventStore
from repositories.feed import Feed
from repositories.installation import installation
from repositories.media import MediaStore
from repositories.model import prepare_models
from repositories.moment import Moments
from repositories.presence import Presences
from repositories.projector import Projector
from repositories.roll import Roll
from repositories.snapshot import MongoSnapshots
from repositories.sweeper import Sweeper
from repositories.timeline import Timelines
from repositories.worker_key import WorkerKeyBook
from repositories.worker_token import WorkerTokenBook
from schema.context import Services
from schema.outlook import Outlooks
from server.account import open_accounts
from server.account.account import Accounts
from server.account.administration import Administration
from server.account.erasure import Erasures
from server.account.port import AccountSettings
from server.demo import Demo
from server.exchange.archive import Archives
from server.exchange.comparer import Comparer
from server.exchange.exporter import Exporter
from server.exchange.importer import Importer
from server.generation.farm import Parts
from server.generation.order import Orders
from server.generation.progress import Progresses
from server.generation.workshop import Workshop
from server.media.library import Library
from server.parting import Partings
from server.pull.token import WorkerTokens
from server.secret.vault import Vault
from server.secret.worker import WorkerKeys
from server.settings import Settings
from server.take.gallery import Gallery
from server.version import installed_version
from server.workflow import Workflows


@record
class Runtime:
    services: Services
    accounts: Accounts
    importer: Importer
    exporter: Exporter
    archives: Archives
    comparer: Comparer
    administration: Administration
    library: Library
    gallery: Gallery
    worker_tokens: WorkerTokens
    parts: Parts  # of the farm, for the one process that serves


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    return uuid4().hex


@record
class Memory:
    """What is remembered, and what follows the log."""

    store: MongoEventStore
    past: Past
    projector: Projector
    feed: Feed
    executor: Executor
    history: History
    chronicle: Chronicle


@asynccontextmanager
async def remembering(database: Database) -> AsyncGenerator[Memory]:
    """Bring the read models to the end of the log, and follow it until the end."""
    async with AsyncExitStack() as stack:
        store = MongoEventStore(database, CODEC)
        await store.start()
        await bring_up_to_date(database, store)
        stack.push_async_callback(store.close)
        snapshots = MongoSnapshots(database)
        past = Past(store, snapshots)
        projector = Projector(database, store, past)
        feed = Feed(store, visible=projector.reached)
        projector.publish = feed.publish
        projector.arrived = feed.arrived
        chronicle = Chronicle(database, store, past, snapshots)
        await chronicle.prepare()

        def announce(commit: Commit) -> None:
            projector.follow(commit)
            chronicle.follow(commit)

        executor = Executor(store, clock=now, announce=announce, past=past)
        history = History(executor=executor, past=past, store=store, clock=now, announce=announce)
        projector.start()
        stack.push_async_callback(projector.close)
        chronicle.start()
        stack.push_async_callback(chronicle.close)

        def ring(partition: str, n: int) -> None:
            executor.heard(partition, n)
            projector.heard(partition, n)

        doorbell = Doorbell(database, ring)
        await doorbell.start()
        stack.push_async_callback(doorbell.close)
        await projector.catch_up()
        chronicle.catch_up(await store.heads())
        yield Memory(
            store=store,
            past=past,
            projector=projector,
            feed=feed,
            executor=executor,
            history=history,
            chronicle=chronicle,
        )


@asynccontextmanager
async def running(
    settings: Settings, uri: str, account_settings: AccountSettings | None = None
) -> AsyncGenerator[Runtime]:
    """Connect, and have everything that answers requests until the end."""
    async with AsyncExitStack() as stack:
        client = connect(uri)
        stack.push_async_callback(client.close)
        database = client[settings.database]
        await require_usable(database)
        await prepare_models(database)
        sweeper = Sweeper(database, now)
        await sweeper.start()
        stack.push_async_callback(sweeper.close)
        memory = await stack.enter_async_context(remembering(database))
        executor, projector = memory.executor, memory.projector
        presences = Presences(database, now)
        await presences.prepare()
        demo = Demo(executor=executor, projector=projector)

        async def welcome(founder: UserId) -> None:
            """Greet the very first user, whom a closed registration lets in too."""
            if not settings.registration_open:
                await accounts.close_registration()
            await demo.make(founder)

        accounts = await open_accounts(
            folder=settings.data,
            signing_keys=settings.signing_keys,
            clock=now,
            settings=account_settings,
            welcome=welcome,
        )
        stack.callback(accounts.close)
        if not settings.registration_open and (await accounts.registration()).has_administrator:
            await accounts.close_registration()
        book = ErasureRepository()
        erasures = Erasures(
            accounts=accounts,
            book=book,
            partings=Partings(executor=executor, projector=projector),
            whereabouts=presences,
        )
        await erasures.resume()
        timelines = Timelines(database, memory.store)
        moments = Moments(memory.past, memory.store)
        media = await _media(settings, database)
        archives = Archives(
            database=database,
            store=memory.store,
            past=memory.past,
            media=media,
            largest=settings.largest,
            executor=executor,
            projector=projector,
            folder=settings.data,
            clock=now,
            program=installed_version() or "",
        )
        library = Library(
            store=media,
            executor=executor,
            accounts=accounts,
            largest=settings.largest,
            clock=now,
        )
        gallery = Gallery(library=library, store=media, executor=executor)
        exporter = Exporter(
            executor=executor,
            projector=projector,
            timelines=timelines,
            moments=moments,
            accounts=accounts,
            archives=archives,
            library=library,
            gallery=gallery,
            clock=now,
        )
        workflows = Workflows(Folder(settings.workflow_folder))
        bulletin = Bulletin(database)
        await bulletin.prepare()
        progresses = Progresses(bulletin)
        roll = Roll(database)
        keys = WorkerKeys(
            book=WorkerKeyBook(database),
            vault=Vault(settings.data, given=settings.secret_keys),
            executor=executor,
            clock=now,
        )
        parts = Parts(
            database=database,
            executor=executor,
            projector=projector,
            feed=memory.feed,
            store=memory.store,
            media=media,
            gallery=gallery,
            progresses=progresses,
            policy=settings.worker_policy,
            keys=keys,
            roll=roll,
            clock=now,
        )
        tokens = WorkerTokens(book=WorkerTokenBook(database), executor=executor, clock=now)
        services = Services(
            store=memory.store,
            codec=CODEC,
            executor=executor,
            projector=projector,
            feed=memory.feed,
            timelines=timelines,
            presences=presences,
            history=memory.history,
            moments=moments,
            activities=Activities(database, memory.store, memory.chronicle),
            people=accounts,
            exports=exporter,
            workflows=workflows,
            media=library,
            galleries=gallery,
            worker_tokens=tokens,
            worker_keys=keys,
            orders=Orders(workflows=workflows, library=library, executor=executor),
            progresses=progresses,
            prompts=Workshop(media),
            roll=roll,
            outlooks=Outlooks(executor, now),
            clock=now,
            new_id=new_id,
        )
        yield Runtime(
            services=services,
            accounts=accounts,
            importer=Importer(executor=executor, projector=projector, library=library),
            exporter=exporter,
            archives=archives,
            comparer=Comparer(executor=executor, projector=projector, timelines=timelines),
            administration=Administration(accounts=accounts, erasures=erasures, book=book),
            library=library,
            gallery=gallery,
            parts=parts,
            worker_tokens=tokens,
        )


async def _media(settings: Settings, database: Database) -> MediaStore:
    store = MediaStore(settings.data / "media")
    store.open()
    store.claim(await installation(database))
    return store
