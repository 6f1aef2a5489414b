"""Phrases as data: TOML lexicons compiled to one scan over the folded text."""

from logscan.nlp.lexicon.anchored import Anchored
from logscan.nlp.lexicon.matcher import Hit, Matcher
from logscan.nlp.lexicon.openings import openings
from logscan.nlp.lexicon.rules import LexiconError, Rule, lexicon_files, load_rules, make_rule

__all__ = ["Anchored", "Hit", "LexiconError", "Matcher", "Rule", "lexicon_files", "load_rules", "make_rule", "openings"]
