"""`summarizer schema`: the published JSON Schema."""

import json

import click


@click.command(
    epilog="\b\nExample:\n  summarizer schema article > article.schema.json", short_help="The published JSON Schema."
)
@click.argument("name", type=click.Choice(["article"]))
def schema(name: str) -> None:
    """The JSON Schema (2020-12) of what `summarizer article --format json` prints for one article."""
    from ..schemas.summary import ArticleSummary

    shape = ArticleSummary.model_json_schema(mode="serialization")
    published = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape}
    click.echo(json.dumps(published, indent=2, ensure_ascii=False))
