"""Tells PyInstaller how to take python-docx along.

It finds its templates by way of the folder of a module, docx/parts/../templates, and a folder
exists in the single file only if a file lies in it: so the sources go along.
"""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("docx")
module_collection_mode = "pyz+py"
