using ShortOrder.Game.Themes;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;

namespace ShortOrder.Game.Screens;

/// <summary>What suits a terminal, by what it tells and by the environment.</summary>
internal static class TerminalStyle
{
    /// <summary>Mono without colours or with NO_COLOR, the sixteen colours where there are no more, otherwise dark or light as the terminal's own background is, dark while that is unknown.
    /// ASCII where the locale names an encoding other than UTF-8.</summary>
    /// <param name="driver">After its initialisation.</param>
    /// <param name="environment">Gives a variable, or null.</param>
    public static Style Of(IDriver driver, Func<string, string?> environment) => new(ThemeFor(driver, environment), IsAscii(environment));

    /// <summary>By the first of LC_ALL, LC_CTYPE and LANG that is set; without any, and on Windows, the terminal is trusted.</summary>
    public static bool IsAscii(Func<string, string?> environment)
    {
        string? locale = ((string[])["LC_ALL", "LC_CTYPE", "LANG"]).Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is not null && locale.Contains('.', StringComparison.Ordinal) && !locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static Theme ThemeFor(IDriver driver, Func<string, string?> environment)
    {
        if (environment("NO_COLOR") is { Length: > 0 }) return Theme.Mono;
        return driver.ColorCapabilities?.Capability switch
        {
            ColorCapabilityLevel.NoColor => Theme.Mono,
            ColorCapabilityLevel.Colors16 => Theme.Sixteen,
            ColorCapabilityLevel.Colors256 when environment("TERM_PROGRAM") == "Apple_Terminal" => Theme.Sixteen, // it takes no others, and Terminal.Gui sends no palette of 256
            _ => driver.DefaultAttribute is { } own && own.Background != Color.None && !own.Background.IsDarkColor() ? Theme.Light : Theme.Dark,
        };
    }
}
