"""Prints the tables of Core's recorder as SQL of the dialect that is named."""

import json
import sys

from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from homeassistant.components.recorder.db_schema import SCHEMA_VERSION, Base

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql, "mysql": mysql}
dialect = DIALECTS[sys.argv[1]].dialect()
statements = []
for table in Base.metadata.sorted_tables:
    statements.append(str(CreateTable(table).compile(dialect=dialect)))
    statements.extend(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
print(json.dumps({"version": SCHEMA_VERSION, "statements": statements}))
