namespace ShortOrder.Support; internal static class Placeholder;
