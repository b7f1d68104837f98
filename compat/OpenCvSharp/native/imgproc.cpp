#include "shim.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

using namespace cvs;

namespace {

// Each dimension's uniform range: its two ends, or all edges where bins are uneven (here one bin has two edges).
struct Histogram {
    std::vector<cv::Mat> images;
    std::vector<const float*> ranges;

    Histogram(const cv::Mat* const* mats, int32_t count, const int32_t* channels, int32_t dims, const int32_t* sizes,
              const float* range_ends, int32_t uniform) {
        require(count > 0, "there are no images");
        require(dims > 0 && dims <= 32, "a histogram has 1 to 32 dimensions");
        int total_channels = 0;
        for (int32_t i = 0; i < count; i++) {
            images.push_back(image(mats[i]));
            total_channels += images.back().channels();
        }
        for (int32_t i = 0; i < dims; i++) {
            require(channels[i] >= 0 && channels[i] < total_channels, "no such channel");
            require(sizes[i] > 0, "a histogram's size must be positive");
            require(uniform || sizes[i] == 1, "uneven bins need their edges");
            const float low = range_ends[2 * i], high = range_ends[2 * i + 1];
            require(std::isfinite(low) && std::isfinite(high) && low < high, "a range must begin before it ends");
            ranges.push_back(range_ends + 2 * i);
        }
    }
};

void check_point(int64_t x, int64_t y) {
    require(std::abs(x) <= LargestCoordinate && std::abs(y) <= LargestCoordinate, "a coordinate is out of range");
}

// What a caller's kernel or sigma may ask for: OpenCV allocates it before it asks whether that is reasonable.
void check_sigma(double sigma) { require(sigma >= 0 && sigma <= 1000, "sigma must be from 0 to 1000 pixels"); }

}

CVS_EXPORT int32_t cvs_calc_hist(const cv::Mat* const* mats, int32_t count, const int32_t* channels,
                                 const cv::Mat* mask, cv::Mat* hist, int32_t dims, const int32_t* sizes,
                                 const float* range_ends, int32_t uniform, int32_t accumulate) {
    return guard([&] {
        Histogram h(mats, count, channels, dims, sizes, range_ends, uniform);
        cv::calcHist(h.images.data(), h.images.size(), channels, optional(mask), output(hist), dims, sizes,
                     h.ranges.data(), uniform != 0, accumulate != 0);
    });
}

CVS_EXPORT int32_t cvs_calc_back_project(const cv::Mat* const* mats, int32_t count, const int32_t* channels,
                                         int32_t dims, const cv::Mat* hist, cv::Mat* dst, const float* range_ends,
                                         int32_t uniform) {
    return guard([&] {
        // OpenCV takes the number of dimensions from the histogram and reads that many channels and ranges.
        require(hist != nullptr && !hist->empty() && hist->type() == CV_32FC1, "the histogram must be CV_32FC1");
        const int hist_dims = hist->dims == 2 && hist->cols == 1 ? 1 : hist->dims;
        require(dims == hist_dims, "the histogram has another number of dimensions than there are ranges");
        std::vector<int32_t> sizes(hist->size.p, hist->size.p + hist_dims);
        Histogram h(mats, count, channels, dims, sizes.data(), range_ends, uniform);
        cv::calcBackProject(h.images.data(), h.images.size(), channels, *hist, output(dst), h.ranges.data(), 1.0,
                            uniform != 0);
    });
}

CVS_EXPORT int32_t cvs_grab_cut(const cv::Mat* img, cv::Mat* mask, RectArg rect, cv::Mat* background,
                                cv::Mat* foreground, int32_t iterations, int32_t mode) {
    return guard([&] {
        // With a rectangle outside the image OpenCV subtracts it from the width in 32 bits.
        const auto& pixels = image(img);
        require(mode != cv::GC_INIT_WITH_RECT
                    || (rect.x >= -LargestCoordinate && rect.x < pixels.cols && rect.y >= -LargestCoordinate
                        && rect.y < pixels.rows && rect.width > 0 && rect.height > 0),
                "the rectangle does not meet the image");
        cv::grabCut(pixels, output(mask), rect, output(background), output(foreground), iterations, mode);
    });
}

CVS_EXPORT int32_t cvs_watershed(const cv::Mat* img, cv::Mat* markers) {
    return guard([&] {
        image(markers);
        cv::watershed(image(img), output(markers));
    });
}

CVS_EXPORT int32_t cvs_flood_fill(cv::Mat* img, cv::Mat* mask, PointArg seed, ScalarArg value, RectArg* bounds,
                                  ScalarArg below, ScalarArg above, int32_t flags, int32_t* area) {
    return guard([&] {
        image(img);
        cv::Rect found;
        *area = mask == nullptr
            ? cv::floodFill(*img, cv::Point(seed), cv::Scalar(value), &found, cv::Scalar(below), cv::Scalar(above), flags)
            : cv::floodFill(*img, *mask, cv::Point(seed), cv::Scalar(value), &found, cv::Scalar(below),
                            cv::Scalar(above), flags);
        *bounds = {found.x, found.y, found.width, found.height};
    });
}

CVS_EXPORT int32_t cvs_gaussian_blur(const cv::Mat* src, cv::Mat* dst, SizeArg size, double sigma_x, double sigma_y,
                                     int32_t border) {
    return guard([&] {
        check_sigma(sigma_x);
        check_sigma(sigma_y);
        require(size.width <= 8191 && size.height <= 8191, "the kernel is too large");
        cv::GaussianBlur(image(src), output(dst), size, sigma_x, sigma_y, border);
    });
}

CVS_EXPORT int32_t cvs_morphology_ex(const cv::Mat* src, cv::Mat* dst, int32_t operation, const cv::Mat* element,
                                     PointArg anchor, int32_t iterations, int32_t border, ScalarArg border_value) {
    return guard([&] {
        require(iterations >= 0 && iterations <= 1000, "iterations must be from 0 to 1000");
        cv::morphologyEx(image(src), output(dst), operation, element == nullptr ? cv::Mat() : image(element),
                         cv::Point(anchor), iterations, border, cv::Scalar(border_value));
    });
}

CVS_EXPORT int32_t cvs_structuring_element(int32_t shape, SizeArg size, PointArg anchor, cv::Mat** result) {
    return guard([&] {
        require(size.width > 0 && size.height > 0 && size.width <= 8191 && size.height <= 8191,
                "the element's size must be from 1 to 8191");
        *result = new cv::Mat(cv::getStructuringElement(shape, size, anchor));
    });
}

CVS_EXPORT int32_t cvs_threshold(const cv::Mat* src, cv::Mat* dst, double threshold, double max, int32_t type,
                                 double* used) {
    return guard([&] { *used = cv::threshold(image(src), output(dst), threshold, max, type); });
}

CVS_EXPORT int32_t cvs_connected_components_with_stats(const cv::Mat* img, cv::Mat* labels, cv::Mat* stats,
                                                       cv::Mat* centroids, int32_t connectivity, int32_t* count) {
    return guard([&] {
        *count = cv::connectedComponentsWithStats(image(img), output(labels), output(stats), output(centroids),
                                                  connectivity, CV_32S);
    });
}

CVS_EXPORT int32_t cvs_distance_transform(const cv::Mat* src, cv::Mat* dst, int32_t distance, int32_t mask_size) {
    return guard([&] { cv::distanceTransform(image(src), output(dst), distance, mask_size); });
}

struct Contours {
    std::vector<std::vector<cv::Point>> outlines;
    std::vector<cv::Vec4i> hierarchy;
};

CVS_EXPORT int32_t cvs_find_contours(const cv::Mat* img, int32_t mode, int32_t method, PointArg offset,
                                     Contours** result, int32_t* count, int32_t* points) {
    return guard([&] {
        require(mode >= cv::RETR_EXTERNAL && mode <= cv::RETR_TREE, "no such retrieval mode");
        require(method >= cv::CHAIN_APPROX_NONE && method <= cv::CHAIN_APPROX_TC89_KCOS, "no such approximation");
        require(image(img).type() == CV_8UC1, "the image must be CV_8UC1");
        check_point(offset.x, offset.y);
        auto found = std::make_unique<Contours>();
        cv::findContours(*img, found->outlines, found->hierarchy, mode, method, cv::Point(offset));
        size_t total = 0;
        for (const auto& outline : found->outlines) total += outline.size();
        *count = static_cast<int32_t>(found->outlines.size());
        *points = static_cast<int32_t>(total);
        *result = found.release();
    });
}

// Copies all outlines one after another; lengths and hierarchy have one entry an outline.
CVS_EXPORT void cvs_contours_copy(const Contours* contours, int32_t* lengths, PointArg* points, cv::Vec4i* hierarchy) {
    for (const auto& outline : contours->outlines) {
        *lengths++ = static_cast<int32_t>(outline.size());
        for (const auto& p : outline) *points++ = {p.x, p.y};
    }
    std::copy(contours->hierarchy.begin(), contours->hierarchy.end(), hierarchy);
}

CVS_EXPORT void cvs_contours_delete(Contours* contours) { delete contours; }

CVS_EXPORT int32_t cvs_fill_poly(cv::Mat* img, const PointArg* points, const int32_t* lengths, int32_t count,
                                 ScalarArg colour, int32_t line_type, int32_t shift, PointArg offset) {
    return guard([&] {
        image(img);
        require(shift >= 0 && shift <= 16, "shift must be from 0 to 16");
        require(line_type == cv::LINE_4 || line_type == cv::LINE_8 || line_type == cv::LINE_AA, "no such line type");
        std::vector<std::vector<cv::Point>> polygons;
        for (int32_t i = 0; i < count; i++) {
            auto& polygon = polygons.emplace_back();
            for (int32_t j = 0; j < lengths[i]; j++, points++) {
                // With coordinates near INT_MAX fillPoly does not return.
                check_point((int64_t{points->x} >> shift) + offset.x, (int64_t{points->y} >> shift) + offset.y);
                polygon.emplace_back(points->x, points->y);
            }
        }
        cv::fillPoly(*img, polygons, cv::Scalar(colour), line_type, shift, cv::Point(offset));
    });
}
