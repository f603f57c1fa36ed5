"""`summarizer schema`: the published JSON Schemas."""

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pydantic import BaseModel


@click.command(
    epilog="\b\nExamples:\n  summarizer schema article > article.schema.json\n"
    "  summarizer schema brief > brief.schema.json\n  summarizer schema failures > failures.schema.json\n"
    "  summarizer schema report > report.schema.json",
    short_help="The published JSON Schemas.",
)
@click.argument("name", type=click.Choice(["article", "brief", "failures", "report"]))
def schema(name: str) -> None:
    """The JSON Schema (2020-12) of what `summarizer article` or `summarizer brief` prints with --format json, for one
    article or one negotiation; `failures` is that of the failures.json of a batch, `report` of the data in a report.
    """
    shape = _shape(name).model_json_schema(by_alias=True, mode="serialization")
    published = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape}
    click.echo(json.dumps(published, indent=2, ensure_ascii=False))


def _shape(name: str) -> "type[BaseModel]":
    if name == "brief":
        from ..schemas.brief import Brief

        return Brief
    if name == "failures":
        from ..schemas.batch import Failures

        return Failures
    if name == "report":
        from ..schemas.report import Report

        return Report
    from ..schemas.summary import ArticleSummary

    return ArticleSummary
