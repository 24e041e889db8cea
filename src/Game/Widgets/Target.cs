namespace ShortOrder.Game.Widgets;

/// <summary>What a stretch of text stands for when somebody points at it. Each screen has targets of its own.</summary>
public abstract record Target;

/// <summary>A click here is as good as the key.</summary>
/// <param name="Key">Named as in <c>Screens/Keys.cs</c>.</param>
public sealed record KeyTarget(string Key) : Target;
