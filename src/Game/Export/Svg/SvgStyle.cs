using ShortOrder.Simulation.Timelines;

namespace ShortOrder.Game.Export.Svg;

/// <summary>How states look in the picture: a colour for light and dark, a pattern and a letter, so that colour is never the only signal.</summary>
internal static class SvgStyle
{
    /// <summary>Colours and patterns of every state, and the few rules for text and lines.</summary>
    public const string Css = """
        :root { --paper: #ffffff; --ink: #1c1c1c; --soft: #5c5c5c; --line: #d0d0d0; --path: #b00020; --mark: #00000059;
          --work: #4f7cac; --wait: #e3e7ec; --hat: #f0c24b; --keep: #e08e79; --far: #b9a2d8; --cost: #9aa0a6; }
        @media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #eceff1; --soft: #a3abb3; --line: #3a3f46; --path: #ff6b81; --mark: #ffffff66;
          --work: #4a78a8; --wait: #2c323a; --hat: #8a6a12; --keep: #93503f; --far: #5f4a80; --cost: #5a6068; } }
        svg { background: var(--paper); } text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: var(--ink); white-space: pre; }
        .title { font-size: 17px; font-weight: 600; } .soft { fill: var(--soft); } .small { font-size: 10.5px; } .letter { font: 10.5px ui-monospace, "DejaVu Sans Mono", monospace; }
        .grid { stroke: var(--line); } .medal { stroke: var(--soft); stroke-dasharray: 5 3; } .edge { fill: none; stroke: var(--paper); stroke-width: 0.6; }
        .path { stroke: var(--path); stroke-width: 3; } .hop { stroke: var(--path); stroke-width: 1.5; stroke-dasharray: 2 2; fill: none; }
        .mark { stroke: var(--mark); fill: none; stroke-width: 1.2; } .dot { fill: var(--mark); }
        .work { fill: var(--work); } .wait { fill: var(--wait); } .hat { fill: var(--hat); } .keep { fill: var(--keep); } .far { fill: var(--far); } .cost { fill: var(--cost); }
        """;

    private const string Slash = "M0 8L8 0M-2 2L2 -2M6 10L10 6", BackSlash = "M0 0L8 8M-2 6L2 10M6 -2L10 2", Level = "M0 4H8", Upright = "M4 0V8";

    /// <summary>Class of the colour and path of the pattern; no path is a plain colour.</summary>
    public static (string Colour, string Pattern) Of(SpanState state) => state switch
    {
        SpanState.Working => ("work", ""),
        SpanState.Waiting => ("wait", "dots"),
        SpanState.Blocking => ("wait", Slash + BackSlash),
        SpanState.Hat => ("hat", Slash),
        SpanState.Core => ("hat", BackSlash),
        SpanState.Turn => ("hat", "dots"),
        SpanState.Lock => ("keep", Level + Upright),
        SpanState.Tool => ("keep", Level),
        SpanState.Refused => ("keep", Slash + BackSlash),
        SpanState.Helper => ("keep", "dots"),
        SpanState.After => ("far", Slash),
        SpanState.Crate => ("far", Upright),
        SpanState.Arrival => ("far", "dots"),
        SpanState.Packing => ("cost", Level + Upright),
        SpanState.Booting => ("cost", Slash),
        _ => ("cost", Upright),
    };

    /// <summary>Fill of a state.</summary>
    public static string FillOf(SpanState state) => $"url(#{state.ToString().ToLowerInvariant()})";

    /// <summary>The definition of a state's fill.</summary>
    public static string Definition(SpanState state)
    {
        (string colour, string pattern) = Of(state);
        string drawn = pattern switch { "" => "", "dots" => "<circle class=\"dot\" cx=\"2\" cy=\"2\" r=\"1\"/><circle class=\"dot\" cx=\"6\" cy=\"6\" r=\"1\"/>", _ => $"<path class=\"mark\" d=\"{pattern}\"/>" };
        return $"<pattern id=\"{state.ToString().ToLowerInvariant()}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect class=\"{colour}\" width=\"8\" height=\"8\"/>{drawn}</pattern>";
    }
}
