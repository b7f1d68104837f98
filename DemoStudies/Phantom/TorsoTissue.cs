namespace Voxmark.DemoStudies.Phantom;

internal enum TorsoTissue
{
    Air,
    SubcutaneousFat,
    VisceralFat,
    Muscle,
    Cortex,
    Marrow,
    Disc,
    SpinalCanal,
    Liver,
    Spleen,
    Kidney,
    Vessel,
    Bowel,
    Gas,
}

/// <summary>What a tissue looks like; rounded from textbook values, for looks and not for measurement.</summary>
internal static class TorsoContrast
{
    /// <summary>HU, portal-venous phase at 120 kV.</summary>
    public static double PortalVenousCt(TorsoTissue tissue) => tissue switch
    {
        TorsoTissue.SubcutaneousFat => -103,
        TorsoTissue.VisceralFat => -97,
        TorsoTissue.Muscle => 58,
        TorsoTissue.Cortex => 520,
        TorsoTissue.Marrow => 190,
        TorsoTissue.Disc => 85,
        TorsoTissue.SpinalCanal => 25,
        TorsoTissue.Liver => 108,
        TorsoTissue.Spleen => 118,
        TorsoTissue.Kidney => 175,
        TorsoTissue.Vessel => 165,
        TorsoTissue.Bowel => 38,
        TorsoTissue.Gas => -880,
        _ => -1000,
    };

    /// <summary>HU without contrast agent.</summary>
    public static double PlainCt(TorsoTissue tissue) => tissue switch
    {
        TorsoTissue.Muscle => 48,
        TorsoTissue.Liver => 60,
        TorsoTissue.Spleen => 48,
        TorsoTissue.Kidney => 32,
        TorsoTissue.Vessel => 42,
        _ => PortalVenousCt(tissue),
    };

    /// <summary>Signal of a T2-weighted turbo spin echo, no unit.</summary>
    public static double T2Mr(TorsoTissue tissue) => tissue switch
    {
        TorsoTissue.SubcutaneousFat => 620,
        TorsoTissue.VisceralFat => 600,
        TorsoTissue.Muscle => 110,
        TorsoTissue.Cortex => 25,
        TorsoTissue.Marrow => 320,
        TorsoTissue.Disc => 430,
        TorsoTissue.SpinalCanal => 900,
        TorsoTissue.Liver => 170,
        TorsoTissue.Spleen => 300,
        TorsoTissue.Kidney => 380,
        TorsoTissue.Vessel => 40,
        TorsoTissue.Bowel => 280,
        _ => 5,
    };
}
