using System.ComponentModel.DataAnnotations;

namespace Voxmark.IngestService.Dimse;

/// <summary>Configuration section <c>Dimse</c>: receiving images from modalities (C-STORE) and answering C-ECHO.</summary>
public sealed class DimseOptions
{
    /// <summary>TCP port; without one nothing is received this way.</summary>
    [Range(1, 65535)]
    public int? Port { get; init; }

    /// <summary>Ours; senders that call somebody else are turned away.</summary>
    [Required, StringLength(16, MinimumLength = 1)]
    public string AeTitle { get; init; } = "VOXMARK";

    /// <summary>AE titles that may send, besides those that administrators list. While there are none at all, anybody may,
    /// unless <see cref="RequireListed"/>.</summary>
    public IReadOnlyList<string> AllowedCallingAeTitles { get; init; } = [];

    /// <summary>Nobody may send who is not listed, even while nobody is.</summary>
    public bool RequireListed { get; init; }

    /// <summary>Associations at a time; more are asked to try again later.</summary>
    [Range(1, 10_000)]
    public int MaxAssociations { get; init; } = 64;

    /// <summary>Associations at a time from one address: no single machine shuts the others out.</summary>
    [Range(1, 10_000)]
    public int MaxAssociationsPerAddress { get; init; } = 16;

    /// <summary>An association on which nothing comes for so long is aborted, seconds.</summary>
    [Range(0.1, 3600)]
    public double IdleSeconds { get; init; } = 120;

    /// <summary>Largest data set, bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; init; } = 4L << 30;

    /// <summary>A series is built when nothing of it has come for so long, seconds. Some senders open an association
    /// for each image.</summary>
    [Range(0.1, 3600)]
    public double QuietSeconds { get; init; } = 5;
}
