/** A home in which each thing has one reason to happen: the lights of the demo integration, and what switches them. */
export const HOUSE = `
sun:
mobile_app:
timer:
  egg:
    name: Egg timer
    duration: "00:00:02"
input_boolean:
  guests: { name: Guests }
  holiday: { name: Holiday }
  chain: { name: Chain }
  window: { name: Window contact }
  restored: { name: Restored }
  slow: { name: Slow }
input_number:
  level: { name: Level, min: 0, max: 100 }
group:
  downstairs:
    name: Downstairs
    entities: [light.kitchen_lights, light.ceiling_lights]
light:
  - platform: group
    name: Upstairs lights
    unique_id: upstairs
    entities: [light.bed_light, light.office_rgbw_lights]
template:
  - binary_sensor:
      - name: Anybody home
        unique_id: anybody_home
        state: "{{ is_state('input_boolean.guests', 'on') }}"
scene:
  - name: Movie night
    id: movie
    entities:
      light.living_room_rgbww_lights: { state: "on", brightness: 40 }
script:
  inner:
    alias: Inner script
    sequence:
      - action: light.turn_on
        target: { entity_id: light.kitchen_lights }
  outer:
    alias: Outer script
    sequence:
      - action: script.inner
      - action: light.turn_on
        target: { entity_id: light.ceiling_lights }
  welcome:
    alias: Welcome
    sequence:
      - action: switch.turn_on
        target: { entity_id: switch.ac }
automation:
  - id: by_state
    alias: Night lights
    triggers: [{ trigger: state, entity_id: binary_sensor.hall_sensor_hall_motion, to: "on" }]
    actions: [{ action: light.turn_on, target: { entity_id: light.bed_light } }]
  - id: parallel
    alias: Motion fan
    triggers: [{ trigger: state, entity_id: binary_sensor.hall_sensor_hall_motion, to: "on" }]
    actions: [{ action: fan.turn_on, target: { entity_id: fan.ceiling_fan } }]
  - id: by_pattern
    alias: Every other second
    initial_state: false
    triggers: [{ trigger: time_pattern, seconds: "/2" }]
    actions: [{ action: switch.toggle, target: { entity_id: switch.decorative_lights } }]
  - id: by_event
    alias: Doorbell light
    triggers: [{ trigger: event, event_type: doorbell_pressed }]
    actions: [{ action: light.turn_on, target: { entity_id: light.entrance_color_white_lights } }]
  - id: by_script
    alias: Somebody arrives
    triggers: [{ trigger: event, event_type: somebody_arrived }]
    actions: [{ action: script.welcome }]
  - id: by_hand
    alias: Cool down
    triggers: [{ trigger: event, event_type: never_fired }]
    actions: [{ action: climate.set_hvac_mode, target: { entity_id: climate.hvac }, data: { hvac_mode: heat } }]
  - id: chain_first
    alias: First of a chain
    triggers: [{ trigger: state, entity_id: input_boolean.holiday, to: "on" }]
    actions: [{ action: input_boolean.turn_on, target: { entity_id: input_boolean.chain } }]
  - id: chain_second
    alias: Second of a chain
    triggers: [{ trigger: state, entity_id: input_boolean.chain, to: "on" }]
    actions: [{ action: humidifier.turn_off, target: { entity_id: humidifier.humidifier } }]
  - id: branches
    alias: Window watcher
    triggers: [{ trigger: state, entity_id: input_boolean.window }]
    actions:
      - choose:
          - conditions: [{ condition: state, entity_id: input_boolean.window, state: "on" }]
            sequence: [{ action: input_number.set_value, target: { entity_id: input_number.level }, data: { value: 30 } }]
        default: [{ action: input_number.set_value, target: { entity_id: input_number.level }, data: { value: 10 } }]
  - id: failing
    alias: Half broken
    triggers: [{ trigger: event, event_type: break_it }]
    actions:
      - action: lock.lock
        target: { entity_id: lock.kitchen_door }
      - action: cover.no_such_action
  - id: by_timer
    alias: Eggs are done
    triggers: [{ trigger: event, event_type: timer.finished, event_data: { entity_id: timer.egg } }]
    actions: [{ action: siren.turn_on, target: { entity_id: siren.siren } }]
  - id: at_start
    alias: After a start
    triggers: [{ trigger: homeassistant, event: start }]
    actions: [{ action: input_number.set_value, target: { entity_id: input_number.level }, data: { value: 77 } }]
  - id: slowly
    alias: Slow corridor
    triggers: [{ trigger: state, entity_id: input_boolean.slow, to: "on" }]
    actions:
      - delay: 7
      - action: light.turn_off
        target: { entity_id: light.ceiling_lights }
  - id: by_webhook
    alias: Called from outside
    triggers: [{ trigger: webhook, webhook_id: letter-box-3f1, local_only: false }]
    actions: [{ action: lock.unlock, target: { entity_id: lock.front_door } }]
  - id: by_template
    alias: Guests come
    triggers: [{ trigger: template, value_template: "{{ states('sensor.hall_sensor_desk_power') | float(0) > 50 }}" }]
    actions: [{ action: media_player.turn_off, target: { entity_id: media_player.bedroom } }]
`;
