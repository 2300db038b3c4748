const everywhere = ["attribution", "restored", "supported_features"];

/** What the recorder leaves out. Source: `_entity_component_unrecorded_attributes` of each domain. */
const ofDomain: Record<string, readonly string[]> = {
  automation: ["last_triggered", "mode", "current", "max", "id"],
  calendar: ["description"],
  camera: ["access_token", "entity_picture"],
  climate: [
    "hvac_modes",
    "fan_modes",
    "swing_modes",
    "min_temp",
    "max_temp",
    "min_humidity",
    "max_humidity",
    "target_humidity_step",
    "target_temp_step",
    "preset_modes",
  ],
  event: ["event_types"],
  fan: ["preset_modes"],
  humidifier: ["min_humidity", "max_humidity", "available_modes", "target_humidity_step"],
  image: ["access_token", "entity_picture"],
  input_number: ["editable"],
  input_select: ["editable"],
  light: [
    "supported_color_modes",
    "effect_list",
    "min_color_temp_kelvin",
    "max_color_temp_kelvin",
    "brightness",
    "color_mode",
    "color_temp_kelvin",
    "effect",
    "hs_color",
    "rgb_color",
    "rgbw_color",
    "rgbww_color",
    "xy_color",
  ],
  media_player: [
    "entity_picture_local",
    "entity_picture",
    "source_list",
    "media_position_updated_at",
    "media_position",
    "sound_mode_list",
  ],
  number: ["min", "max", "step", "mode"],
  person: ["device_trackers"],
  script: ["last_triggered", "mode", "current", "max", "last_action"],
  select: ["options"],
  sensor: ["options"],
  siren: ["available_tones"],
  sun: [
    "azimuth",
    "elevation",
    "rising",
    "next_dawn",
    "next_dusk",
    "next_midnight",
    "next_noon",
    "next_rising",
    "next_setting",
  ],
  update: ["display_precision", "entity_picture", "in_progress", "release_summary", "update_percentage"],
  vacuum: ["fan_speed_list"],
  water_heater: ["operation_list", "min_temp", "max_temp", "target_temp_step"],
};

const sets = new Map(Object.entries(ofDomain).map(([domain, names]) => [domain, new Set([...everywhere, ...names])]));
const common = new Set(everywhere);

export const unrecordedAttributes = (domain: string): ReadonlySet<string> => sets.get(domain) ?? common;
