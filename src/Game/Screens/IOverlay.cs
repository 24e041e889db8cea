namespace ShortOrder.Game.Screens;

/// <summary>A screen that lies over another one, which goes on below: help, almanac.</summary>
public interface IOverlay : IScreenModel
{
    /// <summary>The screen that waits below.</summary>
    IScreenModel Under { get; }

    /// <summary>The same over another screen.</summary>
    IOverlay Over(IScreenModel under);
}

/// <summary>Screens under screens.</summary>
public static class Overlays
{
    /// <summary>The screen at the bottom; itself if nothing lies over it.</summary>
    public static IScreenModel Bare(this IScreenModel screen) => screen is IOverlay over ? over.Under.Bare() : screen;

    /// <summary>The same pile on another screen.</summary>
    public static IScreenModel WithBare(this IScreenModel screen, IScreenModel bottom) => screen is IOverlay over ? over.Over(over.Under.WithBare(bottom)) : bottom;

    /// <summary>The same pile after a message to the screen at the bottom.</summary>
    public static IScreenModel UpdateBare(this IScreenModel screen, ScreenMessage message) =>
        screen is IOverlay over ? over.Over(over.Under.UpdateBare(message)) : screen.Update(message);
}
