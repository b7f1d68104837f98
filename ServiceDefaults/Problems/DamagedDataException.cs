using Voxmark.Contracts;

namespace Voxmark.ServiceDefaults.Problems;

/// <summary>What is stored is not what was written. The answer is 500 with the sentence.</summary>
public sealed class DamagedDataException(Sentence why) : Exception(why.Text)
{
    public Sentence Why => why;
}
