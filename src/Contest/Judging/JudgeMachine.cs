namespace ShortOrder.Contest.Judging;

/// <summary>A judge's machine as the database knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cores">Its cores.</param>
/// <param name="AsideBecause">Why it does not judge at the moment, and what to do about it, for the teacher; null: it judges.</param>
/// <param name="NoisePercent">Noise floor when it started.</param>
/// <param name="CertificateJson">All that was found out about it.</param>
/// <param name="SeenAtMs">Sign of life, UTC in milliseconds since 1970.</param>
public sealed record JudgeMachine(string Name, int Cores, string? AsideBecause, decimal NoisePercent, string CertificateJson, long SeenAtMs)
{
    /// <summary>Whether it was found wanting: it does not judge then.</summary>
    public bool IsQuarantined => AsideBecause is not null;
}
