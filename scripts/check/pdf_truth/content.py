"""What the documents say: blocks of known structure, filled with made-up prose."""
from __future__ import annotations

import random

SUBJECTS = "The lighthouse keeper|A retired surveyor|The harbour board|Every second ferry|The night archivist|Our neighbour's orchard|The copper roof|A travelling printer|The salt mine|The tide table|One careful baker|The weather station|The younger apprentice|The village choir".split("|")
ACTS = "keeps a record of|rarely questions|has repaired|carries the keys to|writes long letters about|wants to understand|measured|quietly replaced|sold most of|will inherit|has always admired|counted".split("|")
OBJECTS = "the old signal lamps|forty barrels of lime|the unfinished footbridge|a drawer of pressed flowers|the spare bell ropes|every well-known landmark|the ferry's winter schedule|three maps of the estuary|the self-taught cartographer's notebooks|a considerable collection of instruments|the municipal greenhouse".split("|")
TAILS = "before the first frost|in spite of the rain|although nobody had asked|since the spring of 1931|as the regulations of 1908 demand|with uncommon determination|on the far side of the river|for reasons that remain unexplained|at a cost of 1,250 crowns|without any trace of impatience|whenever the northerly wind drops".split("|")
TOPICS = "Harbour Lights|Winter Stores|Letters from the Coast|Measuring the Tide|The Bell Foundry|Orchards and Walls|Salt, Lime and Copper|Keeping Accounts|A Question of Timber|Ferries in Fog|The Printing Shop|Night Work|Roads to the Interior|Weights and Measures|The Old Customs House|Repairs and Replacements|Grafting|Notes on Paper|What the Archive Holds|Storms".split("|")
ITEMS = "rope and canvas|two lanterns|a jar of grease|spare wicks for the lamps|one ledger with a leather spine|the keys to the boathouse|a list of creditors|chalk|blue ink and blotting paper|signed receipts from the quarry|a wooden folding rule|seed potatoes".split("|")
LABELS = "North quay|South quay|Upper mill|Lower mill|Chapel|Quarry|Inn|Smithy|Bakery|Boathouse|Dairy|Tannery|School|Stables".split("|")
HEADERS = "Place|Built|Area|Cost|Keeper|Rooms|Remarks|Visits".split("|")

PROSE = {
    "de": ("Der Leuchtturmwärter führt seit Jahren ein sorgfältiges Tagebuch über die Übergänge zwischen Ebbe und Flut.|Größere Ausbesserungen an der Brücke beschließt ausschließlich die Hafenverwaltung.|Am Abend prüfte der Lehrling die Glockenseile und schloss die Läden.|Trotz des Regens wurden fünfzig Fässer Kalk über die schmale Straße gebracht.|Niemand wusste, weshalb die Gewächshausbeleuchtung noch brannte.".split("|"),
           "Hafenlichter|Wintervorräte|Über das Messen der Gezeiten|Die Glockengießerei|Obstgärten und Mauern|Nachtarbeit".split("|")),
    "fr": ("Le gardien du phare tient depuis longtemps un carnet où il note l’heure des marées.|Aucune réparation n’a été décidée avant l’été, malgré la pluie.|L’apprenti vérifia les cordes, ferma les volets et rentra chez lui.|On ne sait pas pourquoi la serre municipale était encore éclairée à l’aube.|Les cartes de l’estuaire ont été vendues à un collectionneur étranger.".split("|"),
           "Les feux du port|Provisions d’hiver|Mesurer la marée|La fonderie|Vergers et murets|Travail de nuit".split("|")),
    "ru": ("Смотритель маяка много лет ведёт подробный дневник приливов.|Крупный ремонт моста утверждает только управление порта.|Вечером ученик проверил верёвки колоколов и закрыл ставни.|Несмотря на дождь, по узкой дороге привезли пятьдесят бочек извести.|Никто не понял, почему в оранжерее всё ещё горел свет.".split("|"),
           "Огни гавани|Зимние запасы|Измерение приливов|Литейная мастерская|Сады и стены|Ночная работа".split("|")),
    "el": ("Ο φύλακας του φάρου κρατά εδώ και χρόνια ημερολόγιο για τις παλίρροιες.|Οι μεγάλες επισκευές της γέφυρας αποφασίζονται μόνο από το λιμεναρχείο.|Το βράδυ ο μαθητευόμενος έλεγξε τα σχοινιά και έκλεισε τα παράθυρα.|Παρά τη βροχή μεταφέρθηκαν πενήντα βαρέλια ασβέστη.|Κανείς δεν κατάλαβε γιατί το θερμοκήπιο ήταν ακόμη φωτισμένο.".split("|"),
           "Τα φώτα του λιμανιού|Χειμερινά εφόδια|Μετρώντας την παλίρροια|Το χυτήριο|Κήποι και τοίχοι|Νυχτερινή εργασία".split("|")),
    "ar": ("يحتفظ حارس المنارة منذ سنوات بسجل دقيق لحركة المد والجزر.|لا تقرر إصلاحات الجسر الكبيرة إلا إدارة الميناء.|فحص المتدرب حبال الأجراس في المساء ثم أغلق النوافذ.|نقلت خمسون برميلا من الجير رغم المطر عبر الطريق الضيق.|لم يعرف أحد لماذا ظل البيت الزجاجي مضاء حتى الفجر.".split("|"),
           "أضواء الميناء|مؤونة الشتاء|قياس المد|ورشة الأجراس|بساتين وجدران|عمل الليل".split("|")),
    "he": ("שומר המגדלור מנהל כבר שנים יומן מפורט של הגאות והשפל.|תיקונים גדולים בגשר נקבעים רק בידי הנהלת הנמל.|בערב בדק השוליה את חבלי הפעמונים וסגר את התריסים.|למרות הגשם הובאו חמישים חביות סיד בדרך הצרה.|איש לא הבין מדוע החממה עדיין מוארת עם שחר.".split("|"),
           "אורות הנמל|מלאי לחורף|מדידת הגאות|בית היציקה|מטעים וחומות|עבודת לילה".split("|")),
    "zh": ("灯塔看守人多年来一直认真记录潮水的涨落。|桥梁的大修只能由港务局决定。|傍晚时分，学徒检查了钟绳，然后关上了窗户。|尽管下着雨，五十桶石灰还是从窄路上运了过来。|没有人知道温室的灯为什么到天亮还亮着。".split("|"),
           "港口的灯火|冬季储备|测量潮汐|铸钟作坊|果园与围墙|夜间工作".split("|")),
}

CODE = """def reading(tide, lamp):
    # the lamp is lit above the mark
    total = 0
    for hour in range(24):
        if tide[hour] > lamp.mark:
            total += lamp.cost * 2

    return total / 24"""


class Maker:
    """Makes blocks; the same seed gives the same document."""

    def __init__(self, seed: str, language: str = "en"):
        self.random = random.Random(seed)
        self.language = language
        self.blocks: list[dict] = []
        self.used: list[str] = []
        self.counter = 0

    def sentence(self) -> str:
        r = self.random
        self.counter += 1
        if self.language != "en":
            return r.choice(PROSE[self.language][0])
        text = f"{r.choice(SUBJECTS)} {r.choice(ACTS)} {r.choice(OBJECTS)} {r.choice(TAILS)}"
        if r.random() < 0.3:
            text += f", and {r.choice(SUBJECTS).lower()} {r.choice(ACTS)} {r.choice(OBJECTS)}"
        return text + r.choice([".", ".", ".", f" ({r.randint(2, 90)} of them)."])

    def topic(self) -> str:
        pool = TOPICS if self.language == "en" else PROSE[self.language][1]
        free = [t for t in pool if t not in self.used] or pool
        topic = self.random.choice(free)
        self.used.append(topic)
        return topic

    def prose(self, low=2, high=6) -> str:
        separator = "" if self.language == "zh" else " "
        return separator.join(self.sentence() for _ in range(self.random.randint(low, high)))

    # Blocks.
    def add(self, type, **fields):
        self.blocks.append({"type": type, **fields})

    def heading(self, level, text=None):
        self.add("heading", level=level, text=text or self.topic())

    def paragraph(self, low=2, high=6, role="text"):
        self.add("paragraph", text=self.prose(low, high), role=role)

    def listing(self, kind, count=4, nested=None, long=False):
        items = []
        for _ in range(count):
            items.append({"text": self.prose(1, 3) if long else self.random.choice(ITEMS), "items": []})
        if nested:
            for _ in range(3):
                items[1]["items"].append({"text": self.random.choice(ITEMS), "items": []})
        self.add("list", kind=kind, nested=nested, items=items)

    def table(self, style, rows=6, columns=4, long=False, caption=None, merged=False):
        r = self.random
        head = ["Place"] + r.sample(HEADERS[1:], columns - 1)
        body = []
        for _ in range(rows):
            row = [r.choice(LABELS)]
            for name in head[1:]:
                if name == "Remarks":
                    row.append(self.sentence()[:-1] if long else r.choice(ITEMS))
                elif name == "Keeper":
                    row.append(r.choice(["A. Holm", "Ines Prado", "J. Voss", "Mattias Lund", "vacant"]))
                elif name == "Built":
                    row.append(str(r.randint(1650, 1935)))
                else:
                    row.append(f"{r.randint(1, 99)},{r.randint(100, 999)}" if r.random() < 0.5 else f"{r.randint(1, 400)}.{r.randint(0, 9)}")
            body.append(row)
        self.add("table", style=style, head=head, body=body, merged=merged, caption=caption)

    def code(self):
        self.add("code", text=CODE)

    def truth(self) -> list[dict]:
        """The blocks in the form that parse_score.py reads."""
        result = []
        notes = 0
        for b in self.blocks:
            if b["type"] == "heading":
                result.append({"type": "heading", "level": b["level"], "text": b.get("number", "") + b["text"]})
            elif b["type"] in ("paragraph", "code"):
                call = ""
                if b.get("note"):
                    notes += 1
                    # A raised number stands apart from the word before it.
                    call = f" {notes}"
                result.append({"type": "paragraph", "text": b["text"] + call})
                if b.get("note"):
                    result.append({"type": "paragraph", "text": b["note"]})
            elif b["type"] == "list":
                def walk(items, depth, kind):
                    for item in items:
                        result.append({"type": "list_item", "level": depth, "ordered": kind not in BULLETS, "text": item["text"]})
                        walk(item["items"], depth + 1, b["nested"])
                walk(b["items"], 0, b["kind"])
            elif b["type"] == "table":
                if b["caption"]:
                    result.append({"type": "paragraph", "text": b["caption"]})
                result.append({"type": "table", "rows": table_rows(b), "header_rows": 2 if b["merged"] else 1})
        return result


BULLETS = {"disc", "circle", "square", "dash"}


def table_rows(b) -> list[list[dict]]:
    cell = lambda text, c=1, r=1: {"text": text, "colspan": c, "rowspan": r}
    rows = []
    if b["merged"]:
        n = len(b["head"])
        rows.append([cell(b["head"][0], 1, 2), cell("All measures", n - 1)])
        rows.append([cell(t) for t in b["head"][1:]])
    else:
        rows.append([cell(t) for t in b["head"]])
    rows += [[cell(t) for t in row] for row in b["body"]]
    return rows
