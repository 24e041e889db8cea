using System.Text;
using System.Text.Json;
using CsCheck;
using ShortOrder.Game.Export.Python;

namespace ShortOrder.Game.Tests.Export.Python;

/// <summary>Texts of levels reach a program only as what they are.</summary>
public sealed class PythonTextTests
{
    private static readonly string[] Pieces = ["\"", "\\", "\"\"\"", "'''", "\n", "\r", "#", "{n}", "\u2028", "\u202E", "\0", "é", "寿司", "🍣", "\ud800", "import os"];
    private static readonly Gen<string> Nasty = Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 8].Select(string.Concat));

    [Theory]
    [InlineData("kettle", "\"kettle\"")]
    [InlineData("say \"hi\" \\n", "\"say \\\"hi\\\" \\\\n\"")]
    [InlineData("two\nlines", "\"two\\U0000000alines\"")]
    [InlineData("crème 🍣", "\"crème 🍣\"")]
    public void A_literal_has_the_texts_value(string text, string literal) => Assert.Equal(literal, PythonText.Literal(text));

    [Fact]
    public void A_comment_ends_with_its_line() =>
        Nasty.Sample(text => Assert.DoesNotContain(PythonText.Comment(text), c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202E'));

    [Fact]
    public async Task Python_reads_literals_and_docstrings_as_what_was_written()
    {
        string[] texts = new string[400];
        Nasty.Array[texts.Length].Sample(given => given.CopyTo(texts, 0), iter: 1);
        StringBuilder program = new("import json, sys\ndef check(f, expected):\n    assert ' '.join(f.__doc__.split()) == ' '.join(expected.split()), (f.__doc__, expected)\n");
        foreach (string text in texts)
        {
            string plain = Paired(text);
            program.Append($"def f():\n    \"\"\"{PythonText.Docstring(plain)}\n    \"\"\"\ncheck(f, {PythonText.Literal(PythonText.Comment(plain))})  # {PythonText.Comment(plain)}\n");
            program.Append($"print(json.dumps({PythonText.Literal(plain)}))\n");
        }
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, program.ToString());
            (int code, string output, string error) = await PythonTools.Python(file);
            Assert.True(code == 0, error);
            string[] read = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<string>(l)!)];
            Assert.Equal(texts.Select(Paired), read);
        }
        finally
        {
            File.Delete(file);
        }

        // A lone half of a character is no text: it is read as the replacement character.
        static string Paired(string text) => string.Concat(text.EnumerateRunes());
    }
}
