"""Measures parsing of PDF and DOCX with one worker, and beside peers; run by scripts/bench-parse.

    bench-parse.py PROGRAM FOLDER CHECKS PEERS

First the program alone, with one worker, over all sound files of the folder, and over those that other
programs wrote for people to read. Then, where there are peers, all over the same part of them, small enough
for the slowest: their speed, and how much of the known structure they find.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time

KINDS = ("docx", "pdf")
WORK = "build/bench-parse"
# What a parser makes of bombs is its limits' matter, not its speed's.
HOSTILE = ("bomb", "laughs", "huge-image", "many-chars")
# A peer's PDFs have no more pages than this, and it gets so many seconds for a file and for all.
MOST_PAGES = 8
FILE_SECONDS = 20
PEER_SECONDS = 170
RUN_SECONDS = 840
# The kinds that a peer reads; the others read both.
ONLY = {"pandoc": "docx", "mammoth": "docx"} | dict.fromkeys(
    ("pdftotext", "pdfium", "pymupdf", "pymupdf4llm", "pdfminer"), "pdf"
)
COLUMNS = ("text_f1", "order", "blocks_f1", "head_f1", "head_lvl_f1", "list_f1", "cells_f1", "page_acc", "leak")


def sound_files(program, folder, kind):
    """The files that the program can parse, which is asked of all at once and then of each."""
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith("." + kind) and not any(word in name for word in HOSTILE):
                found.append(os.path.join(place, name))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return [f for f in sorted(found) if subprocess.run([program, "parse", f], **quiet).returncode == 0]


def is_real(file):
    """Whether a file comes from the world, not from somebody who made it to test parsers."""
    return not os.path.basename(file).startswith("made-") and os.path.basename(os.path.dirname(file)) != "truth"


def file_sets(kind, files):
    """The sets of files that figures are given of, each by its name; the last has those with known structure."""
    real = [f for f in files if is_real(f)]
    return [(f"{kind}, {len(real)} real files", real)] * (kind == "docx") + [(f"{kind}, all {len(files)} files", files)]


def page_count(file):
    if not file.endswith(".pdf"):
        return 0
    text = subprocess.run(["pdfinfo", file], capture_output=True).stdout.decode("utf8", "replace")
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pages:")), 0)


def measure(program, files):
    """Seconds by the clock, seconds of processor, and the peak of the largest process in MB."""
    start = time.monotonic()
    process = subprocess.Popen(
        [program, "parse", "--jobs", "1", *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    # The peak is that of whichever is larger, the program or a worker that it waited for.
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def rate(kind, pages, megabytes, seconds):
    return pages / seconds if kind == "pdf" else megabytes / seconds


def own_run(program, kind, files, pages):
    megabytes = sum(os.path.getsize(f) for f in files) / 1e6
    runs = [measure(program, files) for _ in range(5)]
    clock = sorted(run[0] for run in runs)
    processor = statistics.median(run[1] for run in runs)
    return {
        "megabytes": megabytes,
        "pages": sum(pages[f] for f in files),
        "seconds": clock[len(clock) // 2],
        "best": clock[0],
        "processor": processor,
        "peak": max(run[2] for run in runs),
    }


def alone(program, kind, name, files, pages):
    run = own_run(program, kind, files, pages)
    what = f"{run['megabytes']:.2f} MB"
    unit = "MB/s"
    if kind == "pdf":
        what += f", {run['pages']} pages"
        unit = "pages/s"
    speeds = [rate(kind, run["pages"], run["megabytes"], run[name]) for name in ("seconds", "best", "processor")]
    print(
        f"stampmill, {name}: {what}: {speeds[0]:.1f} {unit} (median of 5; best {speeds[1]:.1f}, by processor"
        f" time of all processes {speeds[2]:.1f}), largest process {run['peak']:.0f} MB",
        flush=True,
    )


def own_elements(program, kind, folder):
    """Writes the elements of each document with known structure, as the peers' are written."""
    place = os.path.join(WORK, "elements", "stampmill")
    os.makedirs(place, exist_ok=True)
    for name in sorted(os.listdir(folder)):
        if name.endswith("." + kind):
            out = subprocess.run([program, "parse", os.path.join(folder, name)], capture_output=True).stdout
            with open(os.path.join(place, name + ".jsonl"), "wb") as file:
                file.write(out)


def scores(checks, truth, peer, kind):
    """The mean scores of each kind of file: how much of the known structure was found."""
    kinds = ["tagged.pdf", "untagged.pdf"] if kind == "pdf" else ["docx"]
    elements = os.path.join(WORK, "elements", peer)
    result = os.path.join(WORK, f"{peer}.{kind}.scores")
    command = [sys.executable, os.path.join(checks, "parse_score.py"), truth, elements, "--json", result, "--kind", *kinds]
    if os.path.isdir(elements) and subprocess.run(command, capture_output=True).returncode == 0:
        with open(result) as file:
            return {name: value["mean"] for name, value in json.load(file).items()}
    return {}


def peer_run(checks, peer, kind, folder, seconds):
    """What parse_peers.py says of a peer, or a word that tells why it says nothing."""
    command = [sys.executable, os.path.join(checks, "parse_peers.py"), folder, "--kind", kind, "--peers", peer]
    command += ["--timeout", str(FILE_SECONDS), "--elements", os.path.join(WORK, "elements")]
    # Without its layout model, whose pages take a second each.
    settings = {**os.environ, "PYMUPDF4LLM_LEGACY": "1"}
    process = subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        out = process.communicate(timeout=seconds)[0].decode()
    except subprocess.TimeoutExpired:
        # Its workers end when nobody talks to them any more.
        process.kill()
        process.communicate()
        return f"not done after {seconds:.0f} seconds"
    if not out.strip():
        return "failed to run"
    line = json.loads(out.splitlines()[-1])
    return f"cannot be had here: {line['why']}" if line.get("missing") else line


def beside(program, kind, set_name, files, pages, folder, checks, peers, deadline):
    truth = os.path.join(folder, "truth")
    part = [f for f in files if pages[f] <= MOST_PAGES or os.path.dirname(f) == truth]
    links = os.path.join(WORK, kind)
    shutil.rmtree(links, ignore_errors=True)
    os.makedirs(links)
    for file in part:
        os.symlink(file, os.path.join(links, os.path.basename(file)))
    run = own_run(program, kind, part, pages)
    own_elements(program, kind, truth)
    unit = "pages/s" if kind == "pdf" else "MB/s"
    ours = rate(kind, run["pages"], run["megabytes"], run["seconds"])
    size = f"{run['pages']} pages" if kind == "pdf" else f"{run['megabytes']:.1f} MB"
    print(f"\n{set_name}: {len(part)} of them, {size}, each peer in one process, its start left out; ours with it\n")
    print(f"| {'peer':32} | files ok | failed | {unit:>8} | ours/its | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    print(f"| {'stampmill':32} | {len(part):8} | {0:6} | {ours:8.2f} | {1:8.1f} | {run['peak']:7.0f} |", flush=True)
    told, seen = [], ["stampmill"]
    for peer in (peer for peer in peers if ONLY.get(peer, kind) == kind):
        seconds = min(PEER_SECONDS, deadline - time.monotonic())
        if seconds < 10:
            told.append(f"{peer}: left out, since the time is up")
            continue
        line = peer_run(checks, peer, kind, links, seconds)
        if isinstance(line, str):
            told.append(f"{peer}: {line}")
            continue
        seen.append(peer)
        # Only the time of files that it finished; what it lost with the others is said below.
        spent = max(line["seconds"] - line["timeouts"] * FILE_SECONDS, 1e-9)
        its = rate(kind, line["pages"], line["mb"], spent)
        name = f"{peer} {line['version']}"[:32]
        ratio = f"{ours / its:8.1f}" if its else f"{'-':>8}"
        row = f"| {name:32} | {line['files_ok']:8} | {line['files_failed']:6} | {its:8.2f} | {ratio} |"
        print(f"{row} {line['peak_rss_mb']:7} |", flush=True)
        if line["timeouts"] or line["crashes"]:
            told.append(f"{peer}: {line['timeouts']} files over {FILE_SECONDS} seconds, {line['crashes']} crashes")
    for text in told:
        print(text)
    if not any(os.path.dirname(f) == truth for f in part):
        return
    print(f"\n{kind}: how much of the known structure is found (leak: how much furniture is taken for text)\n")
    print(f"| {'peer':16} | {'files':12} | " + " | ".join(f"{name:>11}" for name in COLUMNS) + " |")
    print("| --- | --- |" + " ---: |" * len(COLUMNS))
    for peer in seen:
        for name, mean in scores(checks, truth, peer, kind).items():
            cells = [f"{mean[c]:11.3f}" if mean.get(c) is not None else f"{'-':>11}" for c in COLUMNS]
            print(f"| {peer:16} | {name:12} | " + " | ".join(cells) + " |", flush=True)


def main():
    program, folder, checks = sys.argv[1:4]
    peers = [peer for peer in sys.argv[4].split(",") if peer]
    os.makedirs(WORK, exist_ok=True)
    shutil.rmtree(os.path.join(WORK, "elements"), ignore_errors=True)
    deadline = time.monotonic() + RUN_SECONDS
    known = {}
    for kind in KINDS:
        files = sound_files(program, folder, kind)
        known[kind] = (file_sets(kind, files), {f: page_count(f) for f in files})
        sets, pages = known[kind]
        for name, part in sets:
            alone(program, kind, name, part, pages)
    for kind in KINDS if peers else ():
        sets, pages = known[kind]
        for name, part in sets:
            beside(program, kind, name, part, pages, folder, checks, peers, deadline)


main()
