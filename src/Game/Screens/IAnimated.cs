namespace ShortOrder.Game.Screens;

/// <summary>A screen on which something moves by itself. While it does, the controller tells it how much real time has passed.</summary>
public interface IAnimated : IScreenModel
{
    /// <summary>Whether anything moves now.</summary>
    bool IsPlaying { get; }
}

/// <summary>Real time has passed since the last such message, or since the screen began to move.</summary>
public sealed record TimePassed(TimeSpan Real) : ScreenMessage;
