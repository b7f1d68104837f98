namespace OpenCvSharp;

/// <summary>Columns of the statistics that <see cref="Cv2.ConnectedComponentsWithStats"/> writes.</summary>
public enum ConnectedComponentsTypes
{
    Left = 0,
    Top = 1,
    Width = 2,
    Height = 3,
    Area = 4,
}
