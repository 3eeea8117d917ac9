// compromise: people, places, telephone numbers, e-mail addresses, links. argv[2]: where it is installed.
const fs = require('fs');
const path = require('path');
const home = path.resolve(process.argv[2]);
const nlp = require(require.resolve('compromise', { paths: [home] }));
const { version } = JSON.parse(fs.readFileSync(path.join(home, 'node_modules/compromise/package.json')));

// Its offsets are UTF-16 units; the others count characters.
function characters(text, unit) {
  return Array.from(text.slice(0, unit)).length;
}

function spansOf(text) {
  const doc = nlp(text);
  const found = [doc.people(), doc.places(), doc.phoneNumbers(), doc.emails(), doc.urls(), doc.atMentions()];
  return found.flatMap((view) => view.json({ offset: true }).map((x) => [
    characters(text, x.offset.start), characters(text, x.offset.start + x.offset.length)]));
}

const texts = JSON.parse(fs.readFileSync(0, 'utf8'));
spansOf('warm up');
const start = process.cpuUsage();
const spans = texts.map(spansOf);
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6;
console.log(JSON.stringify({ spans, seconds, version,
  off: 'nothing; it has no detector of ages, dates of birth or identifiers' }));
