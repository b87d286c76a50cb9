"""LibreOffice as an editor of Word files: it settles all changes, or replaces words, and stores them again."""

from __future__ import annotations

import subprocess
from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, what As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  file = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(file.CurrentController.Frame, ".uno:" &amp; what, "", 0, Array())
  Dim store(0) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName" : store(0).Value = "MS Word 2007 XML"
  file.storeToURL(ConvertToURL(target), store())
  file.close(True)
End Sub
Sub Edit(source As String, target As String, olds As String, news As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  file = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  old = Split(olds, "|") : other = Split(news, "|")
  For n = 0 To UBound(old)
    search = file.createReplaceDescriptor()
    search.SearchString = old(n) : search.ReplaceString = other(n)
    search.SearchCaseSensitive = True : search.SearchWords = True
    file.replaceAll(search)
  Next n
  Dim store(0) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName" : store(0).Value = "MS Word 2007 XML"
  file.storeToURL(ConvertToURL(target), store())
  file.close(True)
End Sub
</script:module>
"""


class Office:
    """One profile of LibreOffice, used for one file at a time."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._run("--terminate_after_init")
        macro = profile / "user" / "basic" / "Standard" / "Module1.xba"
        macro.parent.mkdir(parents=True, exist_ok=True)
        macro.write_text(_MODULE, encoding="utf-8")

    def settle(self, source: Path, target: Path, *, accept: bool) -> Path:
        """Return all changes of `source` accepted or rejected, in `target`."""
        what = "AcceptAllTrackedChanges" if accept else "RejectAllTrackedChanges"
        self._run(f'macro:///Standard.Module1.Settle("{source}","{target}","{what}")')
        assert target.is_file(), "LibreOffice has written nothing"
        return target

    def edit(self, source: Path, target: Path, words: dict[str, str]) -> Path:
        """Return the words of `source` replaced wherever they are, in `target`."""
        olds, news = "|".join(words), "|".join(words.values())
        self._run(f'macro:///Standard.Module1.Edit("{source}","{target}","{olds}","{news}")')
        assert target.is_file(), "LibreOffice has written nothing"
        return target

    def _run(self, *arguments: str) -> None:
        command = ["soffice", f"-env:UserInstallation=file://{self._profile}", "--headless", "--norestore", *arguments]
        subprocess.run(command, check=False, capture_output=True, timeout=900)
