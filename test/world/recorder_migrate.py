"""Brings a recorder file to later schemas by the steps of Core's own migration; after each a copy stays, FILE.VERSION."""

import shutil
import sys

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

from homeassistant.components.recorder.migration import _SchemaVersionMigrator

file, old, new = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
engine = create_engine(f"sqlite:///{file}")
sessions = sessionmaker(bind=engine)
step = "insert into schema_changes (schema_version, changed) values (:version, '2025-01-01 00:00:00.000000')"
for version in range(old + 1, new + 1):
    migrator = _SchemaVersionMigrator.get_migrator(version)
    migrator(None, None, engine, sessions, old).apply_update()
    with sessions() as session:
        session.execute(text(step), {"version": version})
        session.commit()
        session.execute(text("pragma wal_checkpoint(truncate)"))
    engine.dispose()
    shutil.copyfile(file, f"{file}.{version}")
