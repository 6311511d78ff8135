"""How invoices and receipts of eight languages call what stands on them. Several words for each, one taken at random."""
# ruff: noqa: E501 - a line for each list of words is read more easily than one wrapped

from __future__ import annotations

ORDER = (
    "invoice number date due delivered ordered customer order net tax total vat item quantity price sum payable".split()
)

_INVOICES = {
    "en": "INVOICE|Tax Invoice;Invoice No.|Invoice Number|Invoice #|Inv. no.;Invoice date|Date|Date of issue;Due date|Payment due;"
    "Delivery date|Date of supply;Order date|Ordered on;Customer No.|Account no.|Client ID;Order No.|PO Number|Your reference;"
    "Subtotal|Net amount|Total excl. VAT;VAT|Sales tax|Tax;Total|Amount due|Total due|Invoice total|Balance due|Total incl. VAT;"
    "VAT Reg. No.|Tax ID;Description|Item|Service;Qty|Quantity|Units;Unit price|Price|Rate;Amount|Line total;Please pay within 30 days.",
    "de": "RECHNUNG|Rechnung;Rechnungsnr.|Rechnungsnummer|Rechnung Nr.;Rechnungsdatum|Datum;Fällig am|Zahlbar bis;"
    "Lieferdatum|Leistungsdatum;Bestelldatum|Auftragsdatum;Kundennummer|Kunden-Nr.;Auftragsnr.|Bestellnummer;"
    "Nettobetrag|Zwischensumme|Summe netto;MwSt.|USt.|Umsatzsteuer;Gesamtbetrag|Rechnungsbetrag|Zu zahlen|Endbetrag|Summe brutto;"
    "USt-IdNr.|Steuernummer;Bezeichnung|Leistung|Artikel;Menge|Anzahl;Einzelpreis|Preis;Betrag|Gesamt;Zahlbar ohne Abzug.",
    "fr": "FACTURE|Facture;Facture n°|Numéro de facture|N° facture;Date de facture|Date|Date d'émission;Échéance|Date d'échéance;"
    "Date de livraison;Date de commande;N° client|Code client;N° de commande|Commande n°;Total HT|Sous-total HT|Montant HT;TVA;"
    "Total TTC|Net à payer|Montant TTC|Total à payer;N° TVA|TVA intracom.;Désignation|Description;Qté|Quantité;Prix unitaire|P.U. HT;"
    "Montant|Total;Paiement à réception.",
    "es": "FACTURA|Factura;Factura n.º|Número de factura|N.º factura;Fecha de factura|Fecha|Fecha de emisión;Vencimiento;"
    "Fecha de entrega;Fecha de pedido;N.º cliente|Código cliente;N.º pedido|Pedido;Base imponible|Subtotal;IVA;"
    "Total|Total a pagar|Importe total|Total factura;NIF|CIF;Concepto|Descripción;Cant.|Cantidad;Precio|Precio unitario;Importe;"
    "Pago por transferencia.",
    "it": "FATTURA|Fattura;Fattura n.|Numero fattura|N. fattura;Data fattura|Data|Data emissione;Scadenza;Data consegna;Data ordine;"
    "Codice cliente|Cliente n.;Ordine n.|Rif. ordine;Imponibile|Totale imponibile;IVA;Totale|Totale fattura|Totale da pagare|Totale documento;"
    "P. IVA|Partita IVA;Descrizione;Q.tà|Quantità;Prezzo|Prezzo unitario;Importo;Pagamento a 30 giorni.",
    "nl": "FACTUUR|Factuur;Factuurnummer|Factuurnr.;Factuurdatum|Datum;Vervaldatum;Leverdatum;Besteldatum;Klantnummer|Klantnr.;"
    "Ordernummer|Bestelnummer;Subtotaal|Totaal excl. btw;Btw|BTW;Totaal|Totaal incl. btw|Te betalen|Totaalbedrag;Btw-nummer|KvK;"
    "Omschrijving;Aantal;Prijs|Stukprijs;Bedrag;Graag betalen binnen 14 dagen.",
    "pl": "FAKTURA|Faktura VAT;Faktura nr|Numer faktury|Nr faktury;Data wystawienia|Data faktury;Termin płatności;Data dostawy|Data sprzedaży;"
    "Data zamówienia;Nr klienta;Nr zamówienia;Razem netto|Wartość netto;VAT|Podatek VAT;Do zapłaty|Razem brutto|Suma;NIP;Nazwa|Nazwa usługi;"
    "Ilość;Cena netto|Cena;Wartość;Płatność przelewem.",
    "pt": "FATURA|Fatura;Fatura n.º|Número da fatura|N.º fatura;Data da fatura|Data|Data de emissão;Vencimento;Data de entrega;"
    "Data da encomenda;N.º cliente;Encomenda n.º;Subtotal|Total sem IVA;IVA;Total|Total a pagar|Valor total;NIF|NIPC;Descrição;Qtd.|Quantidade;"
    "Preço|Preço unit.;Valor|Montante;Pagamento a 30 dias.",
}

_RECEIPTS = {
    "en": "Subtotal|SUB TOTAL|Sub-total;TOTAL|Total|TOTAL DUE|BALANCE DUE|AMOUNT;Cash|CASH|Tendered;Change|CHANGE DUE;VAT|Tax|Sales tax|GST;"
    "Card|VISA|DEBIT CARD;Thank you for your visit|Please come again|THANK YOU;Cashier|Served by|Clerk;Receipt no|Bill|Trans;Tel|Phone",
    "de": "Zwischensumme;SUMME|Gesamt|GESAMTBETRAG|Total;Bar|Gegeben;Rückgeld|Zurück;MwSt|USt;Girocard|EC-Karte|Kartenzahlung;"
    "Vielen Dank für Ihren Einkauf|Auf Wiedersehen;Es bediente Sie|Bediener;Bon-Nr.|Beleg-Nr.;Tel.",
    "fr": "Sous-total;TOTAL|Total TTC|A PAYER|NET A PAYER;Espèces;Rendu|Monnaie;TVA;CB|Carte bancaire;Merci de votre visite|A bientôt;"
    "Caissier|Vendeur;Ticket n°|Ticket;Tél.",
    "es": "Subtotal;TOTAL|Total a pagar|IMPORTE TOTAL;Efectivo|Entregado;Cambio;IVA;Tarjeta;Gracias por su visita;Le atendió|Cajero;"
    "Ticket|Factura simplificada;Tel.",
    "it": "Subtotale;TOTALE|TOTALE COMPLESSIVO|Totale EUR;Contante|Contanti;Resto;IVA|di cui IVA;Carta;Grazie e arrivederci;Operatore|Cassa;"
    "Doc. n.|Scontrino n.;Tel.",
    "nl": "Subtotaal;TOTAAL|Totaal|Te betalen;Contant;Wisselgeld|Terug;BTW;PIN|Pinbetaling;Bedankt en tot ziens;Kassier|Medewerker;"
    "Bon nr.|Bonnummer;Tel.",
    "pl": "Suma częściowa;SUMA|SUMA PLN|RAZEM;Gotówka;Reszta;PTU|VAT;Karta;Dziękujemy i zapraszamy;Kasjer;Paragon nr;tel.",
    "pt": "Subtotal;TOTAL|Total a pagar;Numerário|Dinheiro;Troco;IVA;Multibanco|Cartão;Obrigado pela visita;Operador;Talão n.º|Fatura simpl.;Tel.",
}
SLIP = ("subtotal", "total", "cash", "change", "tax", "card", "thanks", "clerk", "slip", "phone")

INVOICES = {
    language: dict(zip(ORDER, (part.split("|") for part in text.split(";")), strict=True))
    for language, text in _INVOICES.items()
}
RECEIPTS = {
    language: dict(zip(SLIP, (part.split("|") for part in text.split(";")), strict=True))
    for language, text in _RECEIPTS.items()
}

GOODS = {
    "en": "Printer paper A4|Desk lamp|Annual service|Repair of pump|Garden hose 25 m|Consulting, hours|Oak shelf|Shipping",
    "de": "Druckerpapier A4|Schreibtischlampe|Jahreswartung|Reparatur Pumpe|Gartenschlauch 25 m|Beratung, Stunden|Regal Eiche|Versand",
    "fr": "Papier A4|Lampe de bureau|Entretien annuel|Réparation pompe|Tuyau 25 m|Conseil, heures|Étagère chêne|Livraison",
    "es": "Papel A4|Lámpara de mesa|Servicio anual|Reparación bomba|Manguera 25 m|Asesoría, horas|Estante roble|Envío",
    "it": "Carta A4|Lampada da tavolo|Servizio annuale|Riparazione pompa|Tubo 25 m|Consulenza, ore|Scaffale rovere|Spedizione",
    "nl": "Printpapier A4|Bureaulamp|Jaarlijks onderhoud|Reparatie pomp|Tuinslang 25 m|Advies, uren|Plank eiken|Verzending",
    "pl": "Papier A4|Lampka biurkowa|Przegląd roczny|Naprawa pompy|Wąż 25 m|Doradztwo, godziny|Półka dębowa|Wysyłka",
    "pt": "Papel A4|Candeeiro|Serviço anual|Reparação bomba|Mangueira 25 m|Consultoria, horas|Prateleira carvalho|Envio",
}
FOODS = {
    "en": "Bread|Milk 1L|Eggs x12|Coffee|Apples kg|Nasi lemak|Butter|Rice 5kg|Orange juice|Chicken set|Soap|Batteries AA",
    "de": "Brot|Milch 1L|Eier 10er|Kaffee|Äpfel kg|Butter|Nudeln|Orangensaft|Seife|Käse|Mineralwasser|Pfand",
    "fr": "Baguette|Lait 1L|Oeufs x12|Café|Pommes kg|Beurre|Riz|Jus d'orange|Savon|Fromage|Croissant|Eau",
    "es": "Pan|Leche 1L|Huevos x12|Café|Manzanas kg|Mantequilla|Arroz|Zumo|Jabón|Queso|Agua|Aceite",
    "it": "Pane|Latte 1L|Uova x6|Caffè|Mele kg|Burro|Riso|Succo|Sapone|Formaggio|Acqua|Olio",
    "nl": "Brood|Melk 1L|Eieren 10|Koffie|Appels kg|Boter|Rijst|Sap|Zeep|Kaas|Water|Statiegeld",
    "pl": "Chleb|Mleko 1L|Jaja 10|Kawa|Jabłka kg|Masło|Ryż|Sok|Mydło|Ser|Woda|Olej",
    "pt": "Pão|Leite 1L|Ovos 12|Café|Maçãs kg|Manteiga|Arroz|Sumo|Sabão|Queijo|Água|Azeite",
}
STREETS = {
    "en": "{n} Mill Lane", "de": "Mühlweg {n}", "fr": "{n}, rue du Moulin", "es": "Calle Molino {n}", "it": "Via del Mulino {n}",
    "nl": "Molenweg {n}", "pl": "ul. Młyńska {n}", "pt": "Rua do Moinho {n}",
}  # fmt: skip
ENDS = {
    "en": "Ltd|Inc.|& Sons|Supplies LLC|Trading Co.", "de": "GmbH|AG|KG|& Co. KG", "fr": "SARL|SA|SAS|& Fils", "es": "S.L.|S.A.|e Hijos",
    "it": "S.r.l.|S.p.A.", "nl": "B.V.|& Zn.|VOF", "pl": "Sp. z o.o.|S.A.", "pt": "Lda.|S.A.",
}  # fmt: skip
