using Voxmark.Contracts;
using Voxmark.Contracts.Labeling;
using Voxmark.Imaging.Volumes;

namespace Voxmark.LabelingService.Assist;

/// <summary>A semi-automatic tool: a folder with all that this service has of it, and a line in <see cref="AssistTools"/>.</summary>
internal abstract class AssistTool
{
    /// <summary>Its address below <c>/api/assist</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Puts it at its address, under the limit that it runs under (<see cref="AssistRegistration"/>).</summary>
    public abstract void Map(IEndpointRouteBuilder assist);
}

/// <inheritdoc/>
internal abstract class AssistTool<TRequest> : AssistTool
    where TRequest : class, IAssistRequest
{
    /// <summary>What is wrong with a request, as a sentence for the user; null when nothing is. Every coordinate, size,
    /// length and slice is checked here, before the tool sees it: behind it is C++ that takes them as they come.</summary>
    public abstract Sentence? WhatIsWrong(TRequest request, VolumeHeader series);
}
