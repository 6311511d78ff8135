"""Invoices that a file carries as data: the XML inside of a PDF, or a file of XML that is nothing else.

What is here is what the data say. Whether the pages say the same is for `extraction` to tell.
"""

from sensorium.abilities.documents.carried.finding import Carried, carried_by, carried_in
from sensorium.abilities.documents.carried.invoice import Invoice, Item, Party

__all__ = ["Carried", "Invoice", "Item", "Party", "carried_by", "carried_in"]
