namespace Voxmark.Contracts;

/// <summary>Somebody who did something.</summary>
/// <param name="Id">Decides who it is; empty where only the name was ever kept.</param>
/// <param name="Name">As others saw it then: not unique, and it may change.</param>
public sealed record Person(string Id, string Name);
