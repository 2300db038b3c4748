/** They name nothing in a house. */
export const fillers = `
  the a an of in on at to for by with from it its there here that this these those was were is are be been being did do does done had has have get got
  gets go goes went came come and or so just actually really please tell me can could you would will know say said show give see let us our your my we i
  he she they his her their am about as into down up out over still already yet again back time times long much many how what which who when why where
  one ones thing things device devices entity entities appliance appliances sensors occur occurred everything take inside within during hey ok okay hi
  hello thanks while turned turn switched switch set like happen happened happening reading readings value level state status position house home place
  room sensor reported report reports measured recorded registered record exactly roughly approximately last ever hours minutes off own st nd rd th
  degrees than not if whether remember wonder wondering need want find look check remained remain stayed stay w ppm celsius fahrenheit °c °f ° % pct
  percent reads read even simply alone myself ourselves yourself herself himself itself themselves bothered bother managed manage lately used use
  altogether too fact case correct true gotta wanna bit stuff guys folks mate basically seriously honestly anyway accidentally totally completely fully
  properly finally precisely sort kind quickly quick perhaps maybe sure believe think guess around entire whole spot point moments moment ago idea exact
  mean then though per took takes taking needed needs consume consumed
  fell fall fallen kilometre kilometres kilometer kilometers km kmh kph mph mm millimetre millimetres millimeter millimeters litre
  litres liter liters two both of them hit hits reach reached peaked volt volts kilovolt kilovolts kv watt hour different
`
  .trim()
  .split(/\s+/);
