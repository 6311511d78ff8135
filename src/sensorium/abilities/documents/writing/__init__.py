"""What was read → Markdown, HTML, JSON, CSV, and a picture of the page with its blocks drawn over it."""

from sensorium.abilities.documents.writing.csv import csv
from sensorium.abilities.documents.writing.html import html
from sensorium.abilities.documents.writing.markdown import markdown
from sensorium.abilities.documents.writing.pictured import framed, pictured
from sensorium.abilities.documents.writing.retold import retold
from sensorium.abilities.documents.writing.schema import SCHEMA
from sensorium.abilities.documents.writing.told import told, whole

__all__ = ["SCHEMA", "csv", "framed", "html", "markdown", "pictured", "retold", "told", "whole"]
