"""Loads a file of elements with Unstructured's own readers and writes it again with theirs."""

import json
import sys

from unstructured.staging.base import elements_from_dicts, elements_from_json, elements_to_json

# An element with all that metadata can have; no sample has it all.
FULL = {
    "type": "Image",
    "element_id": "0" * 32,
    "text": "A gauge",
    "metadata": {
        "filename": "full.eml",
        "file_directory": "x",
        "filetype": "message/rfc822",
        "languages": ["eng", "deu"],
        "attached_to_filename": "letter.eml",
        "sent_from": ["a@example.org"],
        "sent_to": ["b@example.org"],
        "cc_recipient": ["c@example.org"],
        "bcc_recipient": ["d@example.org"],
        "subject": "Rain",
        "email_message_id": "<1@example.org>",
        "sent_at": "2024-02-29T12:00:00Z",
        "page_number": 2,
        "page_name": "ii",
        "parent_id": "1" * 32,
        "category_depth": 1,
        "header_footer_type": "primary",
        "coordinates": {
            "points": [[72.1, 0.5], [72.1, 88.25], [300, 88.25], [300, 0.5]],
            "system": "PixelSpace",
            "layout_width": 595.276,
            "layout_height": 841.89,
        },
        "spans": [{"page": 2, "box": [72.1, 0.5, 300, 88.25]}],
        "heading_path": ["One", "Two"],
        "role": "footnote",
        "strategy": "layout",
        "text_as_html": "<table><tr><td>a</td></tr></table>",
        "link_texts": ["a"],
        "link_urls": ["https://example.org"],
        "link_start_indexes": [0],
        "emphasized_text_contents": ["a"],
        "emphasized_text_tags": ["b"],
        "image_mime_type": "image/png",
        "image_sha256": "00ff",
        "image_width": 640,
        "image_height": 480,
        "source_range": [0, 7],
    },
}


def main(ours: str, theirs: str) -> None:
    with open(ours, encoding="utf-8") as lines:
        dicts = [json.loads(line) for line in lines]
    elements = elements_from_dicts(dicts)
    assert len(elements) == len(dicts) > 100, (len(elements), len(dicts))
    for element, source in zip(elements, dicts):
        # As it goes out again: lists of points are tuples inside, check boxes have no category there.
        again = json.loads(json.dumps(element.to_dict()))
        for name in ("type", "text", "element_id"):
            assert again[name] == source[name], (source, again)
        for name, value in source["metadata"].items():
            assert again["metadata"].get(name) == value, (name, value, again["metadata"].get(name))

    (full,) = elements_from_json(text=json.dumps([FULL]))
    again = full.to_dict()
    lost = []
    for name, value in FULL["metadata"].items():
        got = again["metadata"].get(name)
        if json.loads(json.dumps(got)) != value:
            lost.append((name, value, got))
    assert not lost, lost
    assert full.metadata.coordinates.system.width == 595.276

    elements_to_json(elements, filename=theirs)
    print(f"{len(elements)} elements load in Unstructured, and one with every field")


main(*sys.argv[1:])
