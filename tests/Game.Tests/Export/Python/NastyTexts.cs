namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>Texts that try to get out of where they stand in a program.</summary>
internal static class NastyTexts
{
    public static readonly string[] All =
    [
        "\"\"\"\nimport os\nos.abort()\n\"\"\"",
        "'''\"\"\"\\\"\"\"\"\\",
        "a\nimport os",
        "a\r\nimport os\u2028import os\u0085import os\fimport os",
        "{n} {__import__('os')} %s %(x)s",
        "# noqa \\",
        "\\",
        "\"",
        "crème brûlée 寿司 🍣 \u202Eesrever\u202C \ud800",
        new string('x', 300) + " " + new string('y', 300),
        "# -*- coding: latin-1 -*-",
    ];
}
