"""`python -m nextround.library` reads everything once, so that the first start finds it kept."""

from nextround.library import HERE, languages, load_toml
from nextround.library.linear import model
from nextround.library.phrases import book

for language in languages():
    book(language)
for path in HERE.glob("*.model"):
    model(path.name)
for path in (*HERE.glob("*.toml"), *HERE.glob("*_*/*.toml"), *HERE.glob("*/context.toml")):
    load_toml(path.relative_to(HERE).as_posix())
