using Voxmark.Contracts;

namespace Voxmark.InferenceService.Bundles;

/// <summary>A bundle that is not what it says, or a model that cannot do what it is asked: no repetition will cure it.</summary>
/// <param name="why">What is wrong with it.</param>
public sealed class UnusableModelException(Sentence why) : Exception(why.Text)
{
    public Sentence Why => why;
}
