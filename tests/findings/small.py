"""A whole instrument in few lines, for tests that spoil one thing of it."""

SMALL = """\
id: kota
title: Instrumen Kota
regulation: Peraturan Kota
index_name: Indeks Kota
valid_from: 2024
sources:
  scale: Tabel 1
  weights: Tabel 2
  predicates: Tabel 3
scale:
  lowest: 1
  highest: 3
  decimals: 0
rounding: half_up
predicate_on: exact
weights: absolute
predicates:
  - name: Baik
    minimum: 2
  - name: Kurang
    minimum: 1
row_aliases:
  '9': 2-2
capabilities:
  - code: process
    name: kapabilitas proses
    label: Semua
    levels:
      1: Rintisan
      2: Terkelola
      3: Optimum
    source: Tabel 4
aspects:
  - code: A1
    name: Perencanaan
    short: Perencanaan
    weight: 100
    source: Tabel 2
    indicators:
      - code: '1'
        name: Arsitektur
        short: Arsitektur
        weight: 40
        capability: process
        source: Tabel 2
        evidence: dokumen
        criteria:
          1: belum
          2: sebagian
          3: seluruh
      - code: '2'
        name: Layanan
        short: Layanan
        weight: 60
        capability: process
        source: Tabel 2
        repeat: 2
        missing: kriteria tingkat 3
        evidence: null
        criteria:
          1: belum
          2: sebagian
          3: null
"""
