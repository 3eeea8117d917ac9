#!/usr/bin/env python3
"""Clicks through a review in headless Chromium and checks what it saves.

    page.py BLOT [--screenshots FOLDER]

Needs Chromium, its driver and the Python module selenium (Debian: chromium chromium-driver
python3-selenium); without them it says so and ends with status 77, which CTest counts as skipped.
"""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    print("skipped: the Python module selenium is not there (python3-selenium)")
    sys.exit(SKIPPED)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
if not CHROMIUM or not DRIVER:
    print("skipped: Chromium or its driver is not there (chromium, chromium-driver)")
    sys.exit(SKIPPED)

# Every name here is invented. Zzyzxqa is no word blot could know, and stands in lower case.
ROWS = [
    ("1", "Sarah Khan (14) told Mrs Lewis that Sarah stays in Luton."),
    ("2", "The waiting room was cold. <b>More</b> chairs, please & thank you."),
    ("3", "Rang Amina Patel on 07700 900123 \U0001f600 about the visit to zzyzxqa."),
    ("4", "Everything was fine."),
    ("5", "NHS 943 476 5919, aged 9, lives at 14 Station Road, Bradford."),
    ("6", "</script><script>document.title='broken'</script> said Tomasz Nowak."),
]


class Failure(Exception):
    pass


def check(ok, what):
    if not ok:
        raise Failure(what)


def run(*command, status=0):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    check(done.returncode == status, f"{command}: status {done.returncode}: {done.stderr}{done.stdout}")
    return done.stdout


class Browser:
    def __init__(self, downloads):
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                         "--window-size=1360,950"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.downloads = downloads
        self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": downloads})

    def open(self, path):
        self.driver.get("file://" + path)

    def press(self, *keys):
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def shift(self, key):
        ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(key).key_up(Keys.SHIFT).perform()

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.one(selector).text

    def go(self, record):
        for button in self.all("#list button"):
            if re.match(rf"{record}\b", button.text):
                button.click()
                return
        raise Failure(f"record {record} is not in the list")

    def word(self, text):
        for word in self.all("[data-token]"):
            if word.text.split("\n")[0].strip().startswith(text):
                word.click()
                return
        raise Failure(f"no word {text} is shown")

    def downloaded(self, end):
        for _ in range(100):
            names = [n for n in os.listdir(self.downloads) if n.endswith(end)]
            if names:
                path = os.path.join(self.downloads, names[0])
                with open(path, encoding="utf-8", newline="") as f:
                    text = f.read()
                os.remove(path)
                return text
            time.sleep(0.1)
        raise Failure(f"no {end} was saved: {self.complaints()}")

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """Everything the page asked for that is neither the page nor a file of its own making."""
        urls = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(message["params"]["request"]["url"])
        return [u for u in urls if not u.startswith(("file:", "blob:", "data:"))]


def judge(b):
    """One leak, one over-redaction, the others fine; by keys and by mouse."""
    b.one("#reviewer").send_keys("A B")
    b.go(3)
    b.word("zzyzxqa")
    b.press("l")
    check(b.text("#ask-what") == "“zzyzxqa”", "the question names the word")
    b.press("1")
    check("leak" in b.text(".state"), "record 3 is a leak")
    b.go(5)
    b.press("p", "p", "p", "p", "n")  # somewhere among the replacements
    b.word("[AGE_1]")
    b.press("o")
    check("over-redaction" in b.text(".state"), "record 5 is over-redacted")
    for record in (1, 2, 4):
        b.go(record)
        b.press("f")
    b.go(6)
    b.one("#do-fine").click()
    check(b.text("#progress").startswith("6 of 6 judged: 1 leak, 1 over-redaction, 4 fine"), b.text("#progress"))


def expect_verdicts(text, output, words):
    v = json.loads(text)
    validate(v)
    check(v["schema"] == "blot-verdicts-1" and v["reviewer"] == "A B", "schema and reviewer")
    check(v["output_sha256"] == hashlib.sha256(output.encode()).hexdigest(), "the output's hash")
    check(v["records"] == 6 and v["random"] == 6 and v["added"] == 0 and v["view"] == "both", "the sample")
    by = {x["record"]: x for x in v["verdicts"]}
    check(sorted(by) == [1, 2, 3, 4, 5, 6], "every record has a verdict")
    check([by[n]["verdict"] for n in sorted(by)] == ["fine", "fine", "leak", "fine", "over", "fine"], "the verdicts")
    leak, over = by[3]["leaks"][0], by[5]["over"][0]
    lines = [json.loads(line) for line in output.splitlines()]
    # Python counts code points too, so the stretch is the word, behind a character of two UTF-16 units.
    check(lines[2]["notes"][leak["start"]:leak["end"]] == "zzyzxqa", "where the leak is")
    check(lines[4]["notes"][over["start"]:over["end"]] == "[AGE_1]", "where the over-redaction is")
    check(leak["label"] == "NAME" and over["label"] == "AGE" and over["rule"], "labels and rule")
    check(leak.get("text") == ("zzyzxqa" if words else None), "the leaked word")
    check(over.get("text") == ("9" if words else None), "the words that were taken")
    return v


def validate(verdicts):
    """By the documented schema, where the Python module jsonschema (python3-jsonschema) is there."""
    try:
        import jsonschema  # pylint: disable=import-outside-toplevel
    except ImportError:
        print("the schema is not checked: jsonschema is not there")
        return
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "../../docs/verdicts.schema.json"), encoding="utf-8") as f:
        jsonschema.validate(verdicts, json.load(f))


def contrast(b):
    """The least contrast of text on its ground among what is shown, by the formula of WCAG."""
    return b.driver.execute_script("""
      const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
      const lin = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
      const light = ([r, g, b]) => 0.2126 * lin(r) + 0.7152 * lin(g) + 0.0722 * lin(b);
      const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
        if (c.startsWith("rgb(")) return rgb(c); } return rgb(getComputedStyle(document.body).backgroundColor); };
      let worst = [99, ""];
      for (const e of document.querySelectorAll("body *")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        if (!own || !e.checkVisibility() || ["SCRIPT", "STYLE"].includes(e.tagName)) continue;
        const a = light(rgb(getComputedStyle(e).color)) + 0.05, g = light(ground(e)) + 0.05;
        const c = Math.max(a, g) / Math.min(a, g);
        if (c < worst[0]) worst = [c, e.outerHTML.slice(0, 120)];
      }
      return worst;""")


def unlabelled(b):
    """Controls without a name that a screen reader could say."""
    return b.driver.execute_script("""
      return [...document.querySelectorAll("button, input, select")].filter((e) => e.checkVisibility() &&
        !(e.getAttribute("aria-label") || e.textContent.trim() || (e.labels && e.labels.length)))
        .map((e) => e.outerHTML);""")


def check_look(b, screenshots, name):
    for scheme in ("light", "dark"):
        b.driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                 {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        worst = contrast(b)
        check(worst[0] >= 4.5, f"{name}, {scheme}: contrast {worst}")
        if screenshots:
            b.driver.save_screenshot(os.path.join(screenshots, f"{name}-{scheme}.png"))
    b.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    check(unlabelled(b) == [], f"controls without a name: {unlabelled(b)}")


def second_reviewer(b, verdicts, folder):
    """Somebody else's verdicts on the same page: agreement, and which records differ."""
    other = json.loads(json.dumps(verdicts))
    other["reviewer"] = "CD"
    for v in other["verdicts"]:
        if v["record"] == 3:
            v.update(verdict="fine", leaks=[])
    path = os.path.join(folder, "second.json")
    with open(path, "w", encoding="utf-8") as f:
        json.dump(other, f)
    b.one("#load").send_keys(path)
    for _ in range(100):  # the file is read while the page goes on
        if b.all("#agreement button"):
            break
        time.sleep(0.1)
    check("You agree on 5 (83 %), kappa 0.60" in b.text("#agreement"), b.text("#agreement"))
    b.driver.execute_script("const s = document.getElementById('filter-state'); s.value = 'differ';"
                            "s.dispatchEvent(new Event('change'))")
    check([x.text.split("\n")[0] for x in b.all("#list button")] == ["3"], "the record they differ on")
    return path


def merged(b):
    """The second reviewer's verdicts taken over: the leak stays, and both are named."""
    b.driver.execute_script("const s = document.getElementById('filter-state'); s.value = '';"
                            "s.dispatchEvent(new Event('change'))")
    b.go(4)
    b.press("u")
    check("not judged yet" in b.text(".state"), "a verdict is taken back")
    b.one("#agreement button").click()
    check("fine" in b.text(".state"), "a missing verdict is taken over")
    b.press("s")
    v = json.loads(b.downloaded(".json"))
    check(v["reviewer"] == "A B + CD", v["reviewer"])
    verdict = {x["record"]: x["verdict"] for x in v["verdicts"]}
    check([verdict[n] for n in range(1, 7)] == ["fine", "fine", "leak", "fine", "over", "fine"], f"merged: {verdict}")


def check_bound(blot, folder, first, second):
    path = os.path.join(folder, "first.json")
    with open(path, "w", encoding="utf-8") as f:
        f.write(first)
    text = run(blot, "bound", path)
    check("6 records drawn at random from 6; 1 with a leak" in text, text)
    check("at most 0.5818 have a leak" in text, text)  # 1 of 6, one-sided 95 %
    text = run(blot, "bound", path, second)
    check("5 of 6 records judged twice, kappa 0.60" in text, text)
    run(blot, "bound", "--max", "0.5", path, status=1)


def main():
    blot = os.path.abspath(sys.argv[1])
    screenshots = sys.argv[3] if len(sys.argv) > 3 else None
    folder = tempfile.mkdtemp(prefix="blot-review-")
    downloads = os.path.join(folder, "downloads")
    os.mkdir(downloads)
    source, page, blind = (os.path.join(folder, n) for n in ("cases.csv", "review.html", "blind.html"))
    with open(source, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows([("ref", "notes"), *ROWS])
    before = os.umask(0)
    run(blot, "review", "-o", page, "--seed", "3", source)
    os.umask(before)
    run(blot, "review", "-o", blind, "--seed", "3", "--sanitised-only", source)
    check(stat.S_IMODE(os.stat(page).st_mode) == 0o600, "the page is for its owner alone")
    with open(blind, encoding="utf-8") as f:
        text = f.read()
    for word in ("Khan", "Lewis", "Luton", "943 476", "07700", "Bradford", "Nowak", '"from_start"', '"from":'):
        check(word not in text, f"the sanitised page holds {word}")
    output = run(blot, source)

    b = Browser(downloads)
    try:
        b.open(page)
        check("holds original text" in b.text("#warning"), "the page says what it holds")
        judge(b)
        check_look(b, screenshots, "review")
        b.press("s")
        first = b.downloaded(".json")
        verdicts = expect_verdicts(first, output, True)
        b.one("#words").click()
        b.press("s")
        expect_verdicts(b.downloaded(".json"), output, False)
        b.one("#words").click()
        b.one("#sheet").click()
        rows = list(csv.DictReader(io.StringIO(b.downloaded(".csv").lstrip("\ufeff"))))
        check([r["verdict"] for r in rows if r["record"] == "3"] == ["leak"], "the sheet")

        b.open(page)  # progress is kept
        check(b.text("#progress").startswith("6 of 6 judged"), "progress is kept")
        check("zzyzxqa" not in b.driver.execute_script("return JSON.stringify({...localStorage})"),
              "the browser keeps no word")
        b.go(3)
        b.word("zzyzxqa")
        b.press("u")
        check("not judged yet" in b.text(".state"), "the mark is taken back")
        b.press("l", "1", "v")
        check(not b.one(".side-from").is_displayed(), "the original can be hidden")
        b.press("v")
        second = second_reviewer(b, verdicts, folder)
        b.one("#found summary").click()
        check_look(b, screenshots, "found")
        merged(b)

        b.open(blind)
        check("original is not in it" in b.text("#warning"), "the other page says what it holds")
        check_look(b, screenshots, "sanitised")
        check(b.driver.title == "Review of a blot run", "text of a record is not run")
        check(b.complaints() == [], f"the browser complains: {b.complaints()}")
        check(b.requests() == [], f"the page asks for {b.requests()}")
    finally:
        b.driver.quit()
    check_bound(blot, folder, first, second)
    shutil.rmtree(folder)
    print("reviewed, saved, merged and bounded")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"page.py: {failure}")
        sys.exit(1)
