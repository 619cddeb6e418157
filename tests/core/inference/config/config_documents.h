#pragma once

#include <stdexcept>
#include <string>

#include "core/inference/config/json_document.h"

namespace vidimus::test {

inline inference::JsonDocument documentOf(const std::string& text)
{
    Result<inference::JsonDocument> document = inference::JsonDocument::parse(text, "config.json");
    if (!document)
        throw std::runtime_error(document.error().message);
    return *document;
}

inline constexpr const char* kBlipDefaults =
    R"({"model_type":"blip","architectures":["BlipForConditionalGeneration"]})";
/// What the large captioner's config says beyond the defaults.
inline constexpr const char* kBlipLarge =
    R"({"model_type":"blip","architectures":["BlipForConditionalGeneration"],
        "text_config":{"num_attention_heads":12,"encoder_hidden_size":1024},
        "vision_config":{"hidden_size":1024,"intermediate_size":4096,"num_hidden_layers":24,"num_attention_heads":16}})";
inline constexpr const char* kClipDefaults = R"({"model_type":"clip","architectures":["CLIPModel"]})";

inline constexpr const char* kOpenB32 =
    R"({"model_cfg":{"embed_dim":512,"vision_cfg":{"image_size":224,"layers":12,"width":768,"patch_size":32},
        "text_cfg":{"context_length":77,"vocab_size":49408,"width":512,"heads":8,"layers":12}},
        "preprocess_cfg":{"mean":[0.5,0.5,0.5],"std":[0.5,0.5,0.5]}})";
inline constexpr const char* kOpenB16 =
    R"({"model_cfg":{"embed_dim":512,"vision_cfg":{"image_size":224,"layers":12,"width":768,"patch_size":16},
        "text_cfg":{"context_length":77,"vocab_size":49408,"width":512,"heads":8,"layers":12}}})";
inline constexpr const char* kOpenL14 =
    R"({"model_cfg":{"embed_dim":768,"vision_cfg":{"image_size":224,"layers":24,"width":1024,"patch_size":14},
        "text_cfg":{"context_length":77,"vocab_size":49408,"width":768,"heads":12,"layers":12}}})";
inline constexpr const char* kOpenH14 =
    R"({"model_cfg":{"embed_dim":1024,
        "vision_cfg":{"image_size":224,"layers":32,"width":1280,"head_width":80,"patch_size":14},
        "text_cfg":{"context_length":77,"vocab_size":49408,"width":1024,"heads":16,"layers":24}}})";
inline constexpr const char* kHfB16 = R"({"model_type":"clip","vision_config":{"patch_size":16}})";
inline constexpr const char* kHfL14 =
    R"({"model_type":"clip","projection_dim":768,
        "text_config":{"hidden_size":768,"intermediate_size":3072,"num_attention_heads":12},
        "vision_config":{"hidden_size":1024,"intermediate_size":4096,"num_hidden_layers":24,"num_attention_heads":16,
                         "patch_size":14}})";
inline constexpr const char* kHfH14 =
    R"({"model_type":"clip","projection_dim":1024,
        "text_config":{"hidden_size":1024,"intermediate_size":4096,"num_attention_heads":16,"num_hidden_layers":24,
                       "hidden_act":"gelu"},
        "vision_config":{"hidden_size":1280,"intermediate_size":5120,"num_hidden_layers":32,"num_attention_heads":16,
                         "patch_size":14,"hidden_act":"gelu"}})";

} // namespace vidimus::test
