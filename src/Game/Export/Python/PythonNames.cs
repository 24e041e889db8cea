using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ShortOrder.Game.Export.Python;

/// <summary>Makes identifiers from the names of a level: valid, unique in the program, and none that Python or the program's own code uses.</summary>
internal sealed partial class PythonNames
{
    private const string Python = """
        False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return
        try while with yield match case type print exec
        ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError
        ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError
        FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
        KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning
        PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning
        SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning
        ValueError Warning ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict
        dir divmod enumerate eval exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max
        memoryview min next object oct open ord pow property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple vars zip self cls
        """;

    private readonly HashSet<string> _taken = [.. Words().Matches(Python).Select(m => m.Value)];

    /// <summary>No name is ever made that occurs in this text, nor one that becomes such in capitals.</summary>
    public void Reserve(string code)
    {
        foreach (string word in Words().Matches(code).Select(m => m.Value))
        {
            _taken.Add(word);
            if (!word.Any(char.IsAsciiLetterLower)) _taken.Add(word.ToLowerInvariant());
        }
    }

    /// <summary>A name like the wish, e.g. <c>chop_onions</c> for "chop-onions".</summary>
    /// <param name="wish">Any text.</param>
    /// <param name="otherwise">What to call it if nothing of the wish can stand in a name, or where a name would begin with a digit; a valid name itself.</param>
    public string Make(string wish, string otherwise)
    {
        StringBuilder name = new();
        foreach (char c in wish)
        {
            if (char.IsAsciiLetterOrDigit(c)) name.Append(char.ToLowerInvariant(c));
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
        }
        string plain = name.ToString().Trim('_');
        if (plain.Length == 0) plain = otherwise;
        else if (char.IsAsciiDigit(plain[0])) plain = $"{otherwise}_{plain}";
        string free = plain;
        if (_taken.Contains(free)) free = plain + "_";
        for (int i = 2; !_taken.Add(free); i++) free = string.Create(CultureInfo.InvariantCulture, $"{plain}_{i}");
        return free;
    }

    [GeneratedRegex("[A-Za-z_][A-Za-z_0-9]*")]
    private static partial Regex Words();
}
