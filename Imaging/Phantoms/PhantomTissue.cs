namespace Voxmark.Imaging.Phantoms;

public enum PhantomTissue
{
    Air,
    SubcutaneousFat,
    Muscle,
    VisceralFat,
    Bone,
    Disc,
}
